using NodaTime;
using Parley.Policy.Lanes;

namespace Parley.Policy.Editions;

/// <summary>The policy of 2021-10-01, the one this product was made from.</summary>
internal static class Edition20211001
{
    private const Openers OnMessenger =
        Openers.MessageOrTap | Openers.PluginOptIn | Openers.MessengerLink | Openers.Reaction | Openers.LoginConnect
        | Openers.MessageRequest;

    private const Openers OnInstagram = Openers.MessageOrTap | Openers.InstagramLink | Openers.Reaction;

    public static Edition Create() => new(
        new LocalDate(2021, 10, 1),
        [
            new TagForm(),
            new KnownRecipient(),
            new Block(),
            new StandardWindow(OnMessenger, OnInstagram, Duration.FromHours(24)),
            new HumanAgent(Duration.FromDays(7)),
            new Seen(),
        ]);
}
