using System.Collections.Immutable;
using System.Text.Json.Serialization;
using NodaTime;
using Parley.Storage;

namespace Parley.Server.Endpoints.V1;

/// <summary>A page of a world file.</summary>
internal sealed record WorldPage : PageDescription
{
    /// <summary>The apps installed on it.</summary>
    [JsonPropertyOrder(1)]
    public ImmutableArray<WorldInstall> Apps { get; init; } = [];

    /// <summary>What it may not do.</summary>
    [JsonPropertyOrder(1)]
    public ImmutableArray<RestrictionAnswer>? Restrictions { get; init; }

    /// <summary>Its broadcasts that ended.</summary>
    [JsonPropertyOrder(1)]
    public ImmutableArray<EndedBroadcast>? EndedBroadcasts { get; init; }

    public static WorldPage Read(Fields fields)
    {
        fields.Require("name", "a string");
        return (WorldPage)Read(fields, new WorldPage()) with
        {
            Id = fields.Id("id"),
            Apps = fields.Items("apps", WorldInstall.Read) ?? [],
            Restrictions = fields.Items("restrictions", RestrictionAnswer.Read),
            EndedBroadcasts = fields.Items("ended_broadcasts", EndedBroadcast.Read),
        };
    }

    /// <summary>A page as it is written, with its apps.</summary>
    public static WorldPage Of(PageRecord page, IEnumerable<InstallRecord> installs) => new()
    {
        Id = page.Id,
        Name = page.Name,
        Country = page.Country,
        Region = page.Region,
        Admins = page.Admins,
        Instagram = page.InstagramId is { } account ? new InstagramInput(account, page.InstagramUsername!) : null,
        Edition = page.Edition,
        Mode = page.Mode,
        Npi = page.Npi,
        Otn = page.Otn,
        Rn = page.Rn,
        EuPrivacy = page.EuPrivacy,
        Subscription = page.SubscriptionApproved ? "approved" : null,
        Templates = TemplateInput.Of(page.Templates),
        Products = page.Products,
        ContactTerms = ContactTermsInput.Of(page),
        DefaultApp = page.DefaultApp,
        Apps =
        [
            .. installs.Select(install => new WorldInstall(
                install.App,
                install.Token,
                install.InstagramToken,
                install.Fields,
                install.InstagramFields,
                install.DisabledBecause,
                install.MayTakeControl ? true : null)),
        ],
        Restrictions = page.Restrictions is { } list ? [.. list.Select(RestrictionAnswer.Of)] : null,
        EndedBroadcasts = page.EndedBroadcasts is { } ended ? [.. ended.Select(EndedBroadcast.Of)] : null,
    };

    /// <inheritdoc/>
    public override PageRecord Over(PageRecord page, Instant now)
    {
        var changed = base.Over(page, now);
        return changed with
        {
            Restrictions = Restrictions is { } list ? [.. list.Select(one => one.ToRecord(now))] : page.Restrictions,
            EndedBroadcasts = EndedBroadcasts is { } ended
                ? [.. ended.Select(one => one.ToRecord())]
                : page.EndedBroadcasts,
        };
    }
}

/// <summary>A broadcast that ended.</summary>
/// <param name="Media">The broadcast.</param>
/// <param name="At">When.</param>
internal sealed record EndedBroadcast(string Media, Instant At)
{
    public static EndedBroadcast Read(Fields fields)
    {
        fields.Require("at", "an instant");
        return new EndedBroadcast(fields.NeedText("media", 200), fields.Instant("at") ?? default);
    }

    public static EndedBroadcast Of(EndedBroadcastRecord record) =>
        new(record.Media, Instant.FromUnixTimeMilliseconds(record.At));

    public EndedBroadcastRecord ToRecord() => new(Media, At.ToUnixTimeMilliseconds());
}
