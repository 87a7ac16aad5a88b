using Microsoft.Data.Sqlite;
using Parley.Cli;
using Parley.Cli.Scenarios;
using Parley.Cli.Serving;
using Parley.Server.Hosting;

namespace Parley.Scenarios.Tests;

/// <summary><c>parley store</c> on stores that a real server wrote.</summary>
public sealed class StoreVerbTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("parley-store-").FullName;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task A_store_a_server_left_agrees_with_its_journal_before_and_after_a_rebuild()
    {
        await Write();
        (await CliRun.Of("store", "check", "--store", folder)).Said("agrees with its journal");
        (await CliRun.Of("store", "rebuild", "--store", folder)).Said("made anew");
        Assert.Empty((await CliRun.Of("store", "check", "--store", folder, "--json")).Succeeded().Json
            .GetProperty("findings").EnumerateArray());
    }

    [Fact]
    public async Task A_snapshot_that_disagrees_is_found_and_mended_by_a_rebuild()
    {
        await Write();
        (await CliRun.Of("store", "rebuild", "--store", folder)).Succeeded();
        Execute("UPDATE snapshots SET head = head - 1");
        var found = await CliRun.Of("store", "check", "--store", folder);
        Assert.Equal(ExitCode.Refused, found.Exit);
        Assert.Contains("parley store rebuild mends it", found.Out, StringComparison.Ordinal);
        (await CliRun.Of("store", "rebuild", "--store", folder)).Succeeded();
        (await CliRun.Of("store", "check", "--store", folder)).Succeeded();
    }

    [Fact]
    public async Task A_store_in_use_and_a_folder_without_one_are_named()
    {
        await using (await Serve())
            (await CliRun.Of("store", "check", "--store", folder)).FailedWith(ExitCode.Missing, folder);
        (await CliRun.Of("store", "check", "--store", folder + "-none")).FailedWith(ExitCode.Usage, folder + "-none");
    }

    private Task<RunningServer> Serve() =>
        RunningServer.Start(new ServerOptions { Store = folder, Urls = "http://127.0.0.1:0" }, Cancel);

    private async Task Write()
    {
        await using var server = await Serve();
        using var api = Cli.Client.ParleyApi.Connect(server.Origin, key: null);
        await Cast.Create(api, Cancel);
        foreach (var text in (string[])["one", "two", "three"])
            (await CliRun.Of("act", "message", text, "--url", server.Origin)).Succeeded();
    }

    private void Execute(string sql)
    {
        using var readers = new SqliteConnection($"Data Source={Path.Combine(folder, "readers.db")};Pooling=False");
        readers.Open();
        using var command = readers.CreateCommand();
        command.CommandText = sql;
        Assert.True(command.ExecuteNonQuery() > 0);
    }
}
