using System.Collections.Immutable;
using Parley.Wire.Webhooks;

namespace Parley.Server.Endpoints.V1;

/// <summary>Checks the names of webhook fields.</summary>
internal static class SubscribedFields
{
    /// <summary>Makes every name a fault that the object does not have.</summary>
    public static void Check(Fields fields, string @object, ImmutableArray<string> names, string member = "fields")
    {
        if (@object.Length == 0) return;
        foreach (var (index, name) in names.Index())
        {
            if (!SubscriptionFields.IsLegal(@object, name))
                fields.Refuse($"{member}[{index}]", $"`{Problem.Shorten(name)}` is no field of the object `{@object}`");
        }
    }
}
