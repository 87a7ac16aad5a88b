using NodaTime;
using Parley.Policy;
using Parley.Server.Acts;

namespace Parley.Server.Endpoints.V1;

/// <summary>An act as requests describe it; every act has fields of its own besides these.</summary>
/// <param name="Page">The page it is done towards.</param>
/// <param name="Channel">Where; Messenger if absent.</param>
/// <param name="Act">What is done.</param>
/// <param name="At">When, in the platform's time: not before the thread's last instant, not in the future; now if
/// absent.</param>
internal sealed record ActInput(PageId Page, Channel Channel, IAct Act, Instant? At)
{
    public static ActInput Read(Fields fields)
    {
        var (page, channel, at) = (fields.NeedId("page"), ChannelNames.Read(fields), fields.Instant("at"));
        return new ActInput(new PageId(page), channel, ReadAct(fields)!, at);
    }

    private static IAct? ReadAct(Fields fields)
    {
        var name = fields.NeedText("act");
        if (ActTable.Find(name) is { } entry) return entry.Read(fields);

        // The other fields belong to an act nobody knows: only this fault is worth telling.
        fields.IgnoreTheRest();
        if (name.Length == 0) return null;
        fields.Refuse("act", $"must be one of {string.Join(", ", ActTable.All.Select(act => act.Name))}");
        return null;
    }
}
