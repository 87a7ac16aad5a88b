using System.Reflection;
using System.Text.RegularExpressions;

namespace Parley.Policy.Tests;

public sealed class ReasonTests
{
    [Fact]
    public void All_reasons_stand_in_the_order_they_are_declared_in() => Assert.Equal(Declared, Reason.All);

    [Fact]
    public void The_order_of_the_checks_is_shape_then_tag_then_recipient_then_permission_then_time_then_content() =>
        Assert.Equal(
            [
                "tag_missing", "tag_unexpected",
                "tag_retired", "tag_unknown", "type_unknown", "lane_unknown", "content_unfit", "channel_unfit",
                "page_restricted", "lane_restricted", "recipient_unknown", "comment_unknown", "blocked",
                "another_app_controls", "feature_missing", "news_not_registered", "one_time_not_granted",
                "template_unknown", "template_not_approved", "region_off",
                "outside_window", "one_time_token_unknown", "one_time_token_used", "one_time_token_expired",
                "recurring_token_unknown", "recurring_token_expired", "topic_stopped", "request_repeated",
                "request_quota", "survey_open", "too_soon", "already_replied", "comment_removed", "reply_impossible",
                "recent_interaction", "not_in_audience", "lane_retired", "marketing_region", "marketing_stopped",
                "marketing_too_soon", "contact_terms_missing", "policy_violation",
            ],
            Reason.All.Select(reason => reason.Name));

    [Fact]
    public void Names_are_unique_snake_case_and_spell_the_member()
    {
        Assert.Equal(Reason.All.Length, Reason.All.Select(reason => reason.Name).Distinct().Count());
        Assert.All(Members, member => Assert.Equal(Snake(member.Name), ((Reason)member.GetValue(null)!).Name));
    }

    [Fact]
    public void Of_two_reasons_the_earlier_declared_wins_whichever_is_heard_first()
    {
        foreach (var one in Reason.All)
        {
            Assert.Same(one, Reason.First(null, one));
            foreach (var other in Reason.All)
            {
                Assert.Same(Reason.First(one, other), Reason.First(other, one));
                Assert.Equal(one.Precedence < other.Precedence, one < other);
                Assert.Equal(one.Precedence > other.Precedence, one > other);
                Assert.Equal(one.Precedence <= other.Precedence, one <= other);
                Assert.Equal(one.Precedence >= other.Precedence, one >= other);
            }
        }
    }

    [Fact]
    public void Sorted_reasons_stand_by_precedence_behind_what_is_none() => Assert.Equal(
        [null, Reason.TagMissing, Reason.Blocked, Reason.OutsideWindow],
        new[] { Reason.OutsideWindow, null, Reason.Blocked, Reason.TagMissing }.Order());

    [Fact]
    public void A_reason_is_after_no_reason_at_all() => Assert.True(Reason.TagMissing.CompareTo(null) > 0);

    private static List<FieldInfo> Members =>
        [.. typeof(Reason).GetFields(BindingFlags.Static | BindingFlags.Public)
            .Where(member => member.FieldType == typeof(Reason))];

    private static IEnumerable<Reason> Declared => Members.Select(member => (Reason)member.GetValue(null)!);

    private static string Snake(string name) =>
        Regex.Replace(name, "(?<=.)([A-Z])", "_$1", RegexOptions.CultureInvariant).ToLowerInvariant();
}
