using System.Text.Json;

namespace Parley.Wire.Tests;

/// <summary>What a batch's references may ask of an earlier answer.</summary>
public sealed class JsonPathTests
{
    private static readonly JsonElement Answer = JsonElement.Parse(
        """{"id":"1","data":[{"id":"a","n":1},{"id":"b"},"c"],"odd name":{"x":true}}""");

    [Theory]
    [InlineData("$", """{"id":"1","data":[{"id":"a","n":1},{"id":"b"},"c"],"odd name":{"x":true}}""")]
    [InlineData("$.id", "\"1\"")]
    [InlineData(" $.id ", "\"1\"")]
    [InlineData("$['id']", "\"1\"")]
    [InlineData("$[\"odd name\"].x", "true")]
    [InlineData("$.data[0].n", "1")]
    [InlineData("$.data[1]['id']", "\"b\"")]
    [InlineData("$.data.*.id", "\"a\"|\"b\"")]
    [InlineData("$.data[*].id", "\"a\"|\"b\"")]
    [InlineData("$.data[9].id", "")]
    [InlineData("$.nothing.at.all", "")]
    [InlineData("$['odd name'].*", "true")]
    [InlineData("$.id[0]", "")]
    [InlineData("$.data.id", "")]
    public void A_path_leads_to_values_in_order(string path, string values) => Assert.Equal(
        values, string.Join('|', JsonPath.Read(path)!.Find(Answer).Select(value => value.GetRawText())));

    [Theory]
    [InlineData("")]
    [InlineData("id")]
    [InlineData("$id")]
    [InlineData("$.")]
    [InlineData("$..id")]
    [InlineData("$[")]
    [InlineData("$[]")]
    [InlineData("$[-1]")]
    [InlineData("$[0:2]")]
    [InlineData("$[?(@.id)]")]
    [InlineData("$[99999999999]")]
    public void What_is_not_read_is_no_path(string path) => Assert.Null(JsonPath.Read(path));

    [Fact]
    public void Thirty_two_steps_are_read_and_one_more_is_not()
    {
        Assert.NotNull(JsonPath.Read("$" + string.Concat(Enumerable.Repeat(".a", 32))));
        Assert.Null(JsonPath.Read("$" + string.Concat(Enumerable.Repeat(".a", 33))));
    }
}
