using Parley.Policy;
using Parley.Server.Clock;
using Parley.Server.Media;
using Parley.Storage;
using Parley.Wire.Media;

namespace Parley.Server.Acts;

/// <summary>
/// What people attach. Their phones have the file already, so an act never fails for it: if it can be had at the
/// address given it is served from here like everything else, and if not that address stands.
/// </summary>
internal sealed class Luggage(MediaIntake intake, Attachments attachments, IPlatformClock clock)
{
    /// <summary>The record of what is attached; null where its address stands for it.</summary>
    public async Task<AttachmentRecord?> Take(PageId page, MediaDemand medium)
    {
        // People may send what pages may not: their apps make of it what the channel takes.
        var taken = await intake.Take(medium, Channel.Messenger, uploaded: false);
        if (taken is not Taken.File) return null;
        var now = clock.GetCurrentInstant();
        return await attachments.Add(page, Attachments.Draft(medium.Kind, taken, now) with
        {
            Used = true,
            FromPerson = true,
        });
    }
}
