namespace Parley.Wire.Tests;

/// <summary>
/// Every member of every template, button and quick reply: at its limit, past it, of a wrong type, missing, unknown, on
/// the other channel.
/// </summary>
public sealed class FieldTests
{
    public static TheoryData<string> Tables() =>
        new(Directory.GetFiles(Path.Combine(AppContext.BaseDirectory, "golden", "fields")).Select(Path.GetFileName)!);

    [Theory]
    [MemberData(nameof(Tables))]
    public void A_member_is_kept_in_one_form_or_refused_in_the_platforms_words(string file)
    {
        var table = FieldTable.Read(file);
        Assert.True(table.Count > 2);
        var differences = string.Join('\n', table.Differences());
        if (differences.Length > 0) Assert.Fail(differences);
    }
}
