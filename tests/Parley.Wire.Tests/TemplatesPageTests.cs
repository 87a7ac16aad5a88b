using System.Text;
using NodaTime.Text;
using Parley.Wire.Sends;

namespace Parley.Wire.Tests;

/// <summary>
/// The reference page of templates: its tables are made from the rules; <c>PARLEY_WRITE_GOLDEN=1</c> writes it anew.
/// </summary>
public sealed class TemplatesPageTests
{
    private static readonly string Page = Golden.InRepository("docs/reference/templates.md");

    [Fact]
    public void The_reference_page_of_templates_is_in_step_with_the_rules()
    {
        if (Golden.Writing) File.WriteAllText(Page, Rendered());
        Assert.Equal(Rendered(), File.ReadAllText(Page));
    }

    private static string Rendered()
    {
        var page = new StringBuilder(Golden.Read("templates.head.txt")).Append("\n\n");
        foreach (var kind in TemplateReader.Kinds)
        {
            page.Append($"### `{kind.Name}`\n\n{Where(kind)} Source: developers.facebook.com, {kind.Source}.\n\n");
            Table(page, kind.Shape);
        }

        page.Append("## Quick replies\n\n")
            .Append("Source: developers.facebook.com, Messenger Platform, Quick replies.\n\n");
        Table(page, new Shape(Member.May("quick_replies", QuickReplyReader.Replies)));
        page.Append("## Buttons\n\n")
            .Append("Source: developers.facebook.com, Messenger Platform, Buttons.\n\n");
        foreach (var button in Buttons.OfGeneric.Item is VariantRule rule ? rule.Variants : [])
        {
            var where = button.OnInstagram ? "Messenger and Instagram." : "Messenger.";
            page.Append($"### `{button.Type}`\n\n{where}\n\n");
            if (button.Shape.Members.Count > 0) Table(page, button.Shape);
        }

        return page.ToString().TrimEnd('\n') + "\n";
    }

    private static string Where(TemplateKind kind)
    {
        var where = new StringBuilder(kind.OnInstagram ? "Messenger and Instagram" : "Messenger");
        if (kind.Since is { } since) where.Append($", editions from {LocalDatePattern.Iso.Format(since)} on");
        if (kind.BeganWith is { } began) where.Append($", from {began} on");
        if (kind.EndedWith is { } ended) where.Append($", below {ended}; from there on code 12");
        return where.Append('.').ToString();
    }

    private static void Table(StringBuilder page, Shape shape)
    {
        page.Append("| Member | | What it may be |\n|---|---|---|\n");
        Rows(page, shape.Members, "");
        page.Append('\n');
    }

    private static void Rows(StringBuilder page, IReadOnlyList<Member> members, string above)
    {
        foreach (var member in members)
        {
            var (name, rule) = (above + member.Name, member.Rule);
            var item = (rule as ListRule)?.Item;
            var expected = item is VariantRule ? $"{rule.Expected}: {item.Expected}" : rule.Expected;
            page.Append($"| `{name}` | {(member.Required ? "required" : "")} | {expected} |\n");
            Rows(page, rule.Members, rule is ListRule ? $"{name}[]." : $"{name}.");
        }
    }
}
