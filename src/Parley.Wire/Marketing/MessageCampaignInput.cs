using System.Globalization;
using NodaTime;
using Parley.Policy;
using Parley.Wire.Sends;

namespace Parley.Wire.Marketing;

/// <summary>What a call of <c>act_…/message_campaign</c> asks for.</summary>
/// <remarks>
/// Source: developers.facebook.com, Marketing Messages on Messenger, "Send messages". That a campaign has one budget,
/// and the longest name, is our reading.
/// </remarks>
/// <param name="Name">For people.</param>
/// <param name="Page">The page that sends.</param>
/// <param name="Budget">What may be spent.</param>
/// <param name="Bid">What one delivered message costs at most, in the smallest unit of money; null = not said.</param>
/// <param name="StartsAt">When it begins; null = now.</param>
/// <param name="EndsAt">When it ends; null = as its budget has it.</param>
public sealed record MessageCampaignInput(
    string Name, PageId Page, BudgetInput Budget, long? Bid, Instant? StartsAt, Instant? EndsAt)
{
    private const int MostName = 400;

    /// <summary>Reads the parameters of a call.</summary>
    public static Parsed<MessageCampaignInput> Read(GraphParameters parameters) =>
        Read(parameters, out var input) is { } error
            ? new Parsed<MessageCampaignInput>.Bad(error)
            : new Parsed<MessageCampaignInput>.Ok(input!);

    /// <summary>A moment as the platform takes it: seconds since 1970, or a date with a time.</summary>
    /// <param name="given">The value.</param>
    /// <param name="path">What to call it in an error.</param>
    /// <param name="at">The moment; null if it says nothing.</param>
    public static GraphError? ReadInstant(Param given, string path, out Instant? at)
    {
        at = null;
        if (given.IsAbsent) return null;
        if (!given.TryText(path, out var text, out var error)) return error;
        if (long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)
            && seconds <= Instant.MaxValue.ToUnixTimeSeconds())
            at = Instant.FromUnixTimeSeconds(seconds);
        else if (DateTimeOffset.TryParse(
            text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var moment))
            at = Instant.FromDateTimeOffset(moment);
        return at is null ? GraphErrors.Get("param_type", path, "a date with a time, or a Unix timestamp") : null;
    }

    private static GraphError? Read(GraphParameters parameters, out MessageCampaignInput? input)
    {
        input = null;
        if (Fields.Required(parameters["name"], "name", MostName, out var name) is { } noName) return noName;
        if (parameters["page_id"].IsAbsent) return GraphErrors.Get("param_required", "page_id");
        if (!parameters["page_id"].TryText("page_id", out var id, out _) || !PageId.TryParse(id, out var page))
            return GraphErrors.Get("param_id", "page_id");
        if (BudgetInput.Read(parameters, out var budget) is { } noBudget) return noBudget;
        if (BudgetInput.ReadMoney(parameters["bid_amount"], "bid_amount", out var bid) is { } noBid) return noBid;
        if (ReadInstant(parameters["start_time"], "start_time", out var starts) is { } noStart) return noStart;
        if (ReadInstant(parameters["end_time"], "end_time", out var ends) is { } noEnd) return noEnd;
        input = new MessageCampaignInput(name!, page, budget, bid, starts, ends);
        return null;
    }
}

/// <summary>A daily or a lifetime budget, in the smallest unit of money; neither = no end.</summary>
/// <param name="Daily">On average a day; null = not said.</param>
/// <param name="Lifetime">In all; null = not said.</param>
public readonly record struct BudgetInput(long? Daily, long? Lifetime)
{
    private const long MostMoney = 1_000_000_000_000;

    /// <summary>Reads <c>daily_budget</c> and <c>lifetime_budget</c>, of which there is at most one.</summary>
    public static GraphError? Read(GraphParameters parameters, out BudgetInput budget)
    {
        budget = default;
        if (ReadMoney(parameters["daily_budget"], "daily_budget", out var daily) is { } noDaily) return noDaily;
        if (ReadMoney(parameters["lifetime_budget"], "lifetime_budget", out var lifetime) is { } noLife) return noLife;
        if (daily is not null && lifetime is not null) return GraphErrors.Get("budget_twice");
        budget = new BudgetInput(daily, lifetime);
        return null;
    }

    /// <summary>Money: a whole number above 0; null where nothing is said.</summary>
    internal static GraphError? ReadMoney(Param given, string path, out long? money)
    {
        money = null;
        if (given.IsAbsent) return null;
        if (!given.TryInteger(path, out var amount, out var error)) return error;
        if (amount is <= 0 or > MostMoney)
            return GraphErrors.Get("param_type", path, $"an integer between 1 and {MostMoney}");
        money = amount;
        return null;
    }
}
