using System.Globalization;
using System.Text;
using NodaTime.Text;

namespace Parley.Wire.Tests;

/// <summary>The reference page of errors is made from the rows; <c>PARLEY_WRITE_GOLDEN=1</c> writes it anew.</summary>
public sealed class ErrorsPageTests
{
    private static readonly string Page = Golden.InRepository("docs/reference/errors.md");

    [Fact]
    public void The_reference_page_of_errors_is_in_step_with_the_rows()
    {
        if (Golden.Writing) File.WriteAllText(Page, Rendered());
        Assert.Equal(Rendered(), File.ReadAllText(Page));
    }

    private static string Rendered()
    {
        var page = new StringBuilder(
            """
            # Errors

            Every error a client of the Graph API can meet, made from `src/Parley.Wire/graph-errors.json`. The envelope
            is the platform's: `message`, `type`, `code`, `fbtrace_id`, and where there is one `error_subcode`,
            `is_transient`, `error_user_title`, `error_user_msg`. Subcodes 99xxxxx are Parley's own, where nothing
            public says what the platform answers; they cannot be mistaken for the platform's. On the Instagram-login
            host every `type` is `IGApiException`, and a shut window has the status 403.

            `{0}`, `{1}` stand for what the message names. A channel stands where the other one words it otherwise,
            a day where editions word it differently.

            | Name | Channel | Status | Code | Subcode | Type | Message | Source | Checked |
            |---|---|---|---|---|---|---|---|---|

            """);
        foreach (var row in GraphErrors.Rows)
        {
            var (error, channel) = (row.Error, Where(row));
            page.Append(CultureInfo.InvariantCulture, $"| `{error.Name}` | {channel} | {error.Status} ")
                .Append(CultureInfo.InvariantCulture, $"| {CodeOf(error)} ")
                .Append(CultureInfo.InvariantCulture, $"| {error.Subcode} | {error.Type} | {Cell(error.Message)} ")
                .Append(CultureInfo.InvariantCulture, $"| {Cell(row.Source)} | {row.Checked} |\n");
        }

        page.Append(
            """

            ## Rules of the policy

            In the mode `strict` a violation is refused with code 368 and the subcode of the rule it breaks;
            `error_user_msg` is the rule's name and sentence.

            | Rule | Subcode | Sentence |
            |---|---|---|

            """);
        foreach (var (rule, subcode) in GraphErrors.RuleSubcodes.OrderBy(rule => rule.Value))
            page.Append(CultureInfo.InvariantCulture, $"| `{rule}` | {subcode} | {Sentences.English.OfRule(rule)} |\n");
        return page.ToString();
    }

    private static string Where(GraphErrorRow row) => string.Join(
        ' ',
        new[]
        {
            row.Channel?.ToString().ToLowerInvariant(),
            row.Since is { } since ? $"since {LocalDatePattern.Iso.Format(since)}" : null,
            row.Before is { } before ? $"before {LocalDatePattern.Iso.Format(before)}" : null,
        }.Where(word => word is not null));

    // A send that a campaign leaves out meets no error of the platform.
    private static string CodeOf(GraphError error) =>
        error.Code is 0 ? "" : error.Code.ToString(CultureInfo.InvariantCulture);

    private static string Cell(string text) => text
        .Replace("|", "\\|", StringComparison.Ordinal)
        .Replace("<", "&lt;", StringComparison.Ordinal);
}
