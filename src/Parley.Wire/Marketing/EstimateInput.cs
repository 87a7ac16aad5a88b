using Parley.Policy;
using Parley.Wire.Sends;

namespace Parley.Wire.Marketing;

/// <summary>What a call of <c>act_…/message_delivery_estimate</c> asks about.</summary>
/// <remarks>Source: developers.facebook.com, Marketing Messages on Messenger, "Delivery estimation".</remarks>
/// <param name="Page">The page that would send.</param>
/// <param name="Budget">What might be spent.</param>
/// <param name="Days">For how many days.</param>
/// <param name="Price">What one message costs; 0 if that is not said.</param>
public sealed record EstimateInput(PageId Page, BudgetInput Budget, long Days, long Price)
{
    private const long MostDays = 3650;

    private static readonly string[] Promoted = ["page_id"];

    /// <summary>How many messages the budget pays for; without a budget or a price there is no end.</summary>
    public long Affordable => (Budget.Lifetime ?? Budget.Daily * Days) is { } money && Price > 0
        ? money / Price
        : long.MaxValue;

    /// <summary>Reads the parameters of a call.</summary>
    public static Parsed<EstimateInput> Read(GraphParameters parameters) =>
        Read(parameters, out var input) is { } error
            ? new Parsed<EstimateInput>.Bad(error)
            : new Parsed<EstimateInput>.Ok(input!);

    private static GraphError? Read(GraphParameters parameters, out EstimateInput? input)
    {
        input = null;
        if (ReadPage(parameters["promoted_object"], out var page) is { } noPage) return noPage;
        if (BudgetInput.Read(parameters, out var budget) is { } noBudget) return noBudget;
        if (BudgetInput.ReadMoney(parameters["bid_amount"], "bid_amount", out var price) is { } noPrice) return noPrice;
        var days = 1L;
        if (parameters["lifetime_in_days"] is { IsAbsent: false } given)
        {
            if (!given.TryInteger("lifetime_in_days", out days, out var error)) return error;
            if (days is < 1 or > MostDays)
                return GraphErrors.Get("param_type", "lifetime_in_days", $"an integer between 1 and {MostDays}");
        }

        input = new EstimateInput(page, budget, days, price ?? 0);
        return null;
    }

    private static GraphError? ReadPage(Param given, out PageId page)
    {
        page = default;
        if (given.IsAbsent) return GraphErrors.Get("param_required", "promoted_object");
        if (!given.TryObject("promoted_object", out var members, out var error)) return error;
        Span<Param> found = [default];
        if (Members.Collect(members, "promoted_object", Promoted, found) is { } unknown) return unknown;
        return found[0].TryText("promoted_object[page_id]", out var id, out _) && PageId.TryParse(id, out page)
            ? null
            : GraphErrors.Get("param_id", "promoted_object[page_id]");
    }
}
