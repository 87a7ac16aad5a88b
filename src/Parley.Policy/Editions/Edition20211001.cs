using NodaTime;
using Parley.Policy.Lanes;

namespace Parley.Policy.Editions;

/// <summary>The policy of 2021-10-01, the one this product was made from.</summary>
internal static class Edition20211001
{
    private const Openers Counting =
        Openers.MessageOrTap | Openers.PluginOptIn | Openers.MessengerLink | Openers.InstagramLink
        | Openers.Reaction | Openers.LoginConnect | Openers.MessageRequest;

    public static Edition Create() => new(
        new LocalDate(2021, 10, 1),
        [
            new TagForm(),
            new KnownRecipient(),
            new Block(),
            new StandardWindow(Counting, Duration.FromHours(24)),
            new HumanAgent(Duration.FromDays(7)),
            new Seen(),
        ]);
}
