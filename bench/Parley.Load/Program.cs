using System.Globalization;
using Parley.Load;
using Parley.Load.Generator;
using Parley.Load.Servers;

var invariant = CultureInfo.InvariantCulture;

// One executable in several roles: the generator starts it again, once for each server, so that every server is a
// process of its own and its processor time and memory can be told apart.
try
{
    return args switch
    {
        ["bare"] => await BareServer.Serve(),
        ["log", var path] => await LogServer.Serve(path),
        ["sink", var gate] => await SinkServer.Serve(held: gate == "held"),
        ["product", var store, var first, var threads, var hot, .. var sink] => await ProductServer.Serve(
            store,
            long.Parse(first, invariant),
            int.Parse(threads, invariant),
            int.Parse(hot, invariant),
            sink is [var url] ? url : ""),
        ["--help" or "-h", ..] => Help(),
        _ => await Generate(LoadOptions.Parse(args)),
    };
}
catch (FormatException wrong)
{
    Console.Error.WriteLine(wrong.Message);
    return 2;
}

static int Help()
{
    Console.WriteLine(LoadOptions.Usage);
    return 0;
}

static async Task<int> Generate(LoadOptions options)
{
    LoadGenerator.Prepare();
    var held = await Rounds.Run(options);
    return held || !options.Strict ? 0 : 1;
}
