using System.Text;
using CsCheck;

namespace Parley.Wire.Tests;

/// <summary>The <c>fields</c> parameter: what clients write, and where it breaks off.</summary>
public sealed class FieldSelectionTests
{
    [Theory]
    [InlineData("", "")]
    [InlineData("id", "id")]
    [InlineData(" id , name ", "id,name")]
    [InlineData("id,,name,", "id,name")]
    [InlineData("id,id,name", "id,name")]
    [InlineData("a,b{c,d{e}},f", "a,b{c,d{e}},f")]
    [InlineData("messages.limit(5).after(QQ==){id,from{id}}", "messages.limit(5).after(QQ==){id,from{id}}")]
    [InlineData("messages{id}.limit(5)", "messages.limit(5){id}")]
    [InlineData("messages.fields(id,from.fields(name)).limit(5)", "messages.limit(5){id,from{name}}")]
    [InlineData("messages { id } . limit( 5 )", "messages.limit(5){id}")]
    [InlineData("messages.filter([{a(b)c}]){id}", "messages.filter([{a(b)c}]){id}")]
    [InlineData("messages.as(last),messages", "messages.as(last),messages")]
    [InlineData("messages{}", "messages")]
    [InlineData("messages.limit()", "messages.limit()")]
    public void Lists_are_read_as_clients_write_them(string text, string read)
    {
        Assert.True(FieldSelection.Read(text).Try(out var fields, out _));
        Assert.Equal(read, FieldSelection.Print(fields));
    }

    [Theory]
    [InlineData("id}", "Expected end of string instead of \"}\".", 2)]
    [InlineData("na}me", "Expected end of string instead of \"}\".", 2)]
    [InlineData("id name", "Expected end of string instead of \"n\".", 3)]
    [InlineData("{id}", "Expected end of string instead of \"{\".", 0)]
    [InlineData("été", "Expected end of string instead of \"é\".", 0)]
    [InlineData("a{b", "Expected \"}\".", 3)]
    [InlineData("a{b)", "Expected \"}\".", 3)]
    [InlineData("a.", "Expected a name behind \".\".", 2)]
    [InlineData("a.limit", "Expected \"(\".", 7)]
    [InlineData("a.limit(5", "Expected \")\".", 9)]
    [InlineData("a.limit((5)", "Expected \")\".", 11)]
    [InlineData("a.fields(b", "Expected \")\".", 10)]
    public void A_list_that_breaks_off_is_told_where(string text, string expected, int at)
    {
        Assert.False(FieldSelection.Read(text).Try(out _, out var error));
        Assert.Equal((2500, $"Syntax error \"{expected}\" at character {at}: {text}"), (error.Code, error.Message));
    }

    [Fact]
    public void Sixteen_levels_are_read_and_seventeen_are_not()
    {
        Assert.True(FieldSelection.Read(Nested(16)).Try(out _, out _));
        Assert.False(FieldSelection.Read(Nested(17)).Try(out _, out var error));
        Assert.Contains("at most 16 levels", error.Message, StringComparison.Ordinal);

        static string Nested(int levels) =>
            string.Concat(Enumerable.Repeat("a{", levels)) + "a" + new string('}', levels);
    }

    [Fact]
    public void Five_hundred_fields_are_read_and_one_more_is_not()
    {
        Assert.True(FieldSelection.Read(Many(500)).Try(out var fields, out _));
        Assert.Equal(500, fields.Count);
        Assert.False(FieldSelection.Read(Many(501)).Try(out _, out var error));
        Assert.Contains("at most 500 fields", error.Message, StringComparison.Ordinal);

        static string Many(int count) => string.Join(',', Enumerable.Range(0, count).Select(i => $"f{i}"));
    }

    [Theory]
    [InlineData("""{"fields":["id","from{name,id}"]}""")]
    [InlineData("""{"fields":"id,from{name,id}"}""")]
    [InlineData("""{"fields":"[\"id\",\"from{name,id}\"]"}""")]
    public void Every_form_of_a_list_holds_nested_fields(string body)
    {
        Assert.True(GraphParameters.Decode("application/json", "", Encoding.UTF8.GetBytes(body))
            .Try(out var parameters, out _));
        Assert.True(FieldSelection.Read(parameters).Try(out var fields, out _));
        Assert.Equal("id,from{name,id}", FieldSelection.Print(fields));
    }

    [Fact]
    public void Whatever_is_read_reads_the_same_again_and_whatever_is_not_is_a_syntax_error() =>
        Gen.String[Gen.Char["ab.(){}, 5\n_é"], 0, 40].Sample(text =>
        {
            if (!FieldSelection.Read(text).Try(out var fields, out var error)) return error is { Code: 2500 };
            var printed = FieldSelection.Print(fields);
            return FieldSelection.Read(printed).Try(out var again, out _) && FieldSelection.Print(again) == printed;
        });
}
