using NodaTime;
using Parley.Policy;
using Parley.Server.Endpoints.Graph;
using Parley.Server.World;
using Parley.Wire;

namespace Parley.Server.Endpoints.V1;

/// <summary>A question with everything that it left open filled in.</summary>
internal sealed class Question(DecideInput input, WorldDirectory world, World.People people, Instant now)
{
    private readonly long? app = input.App ?? Askers.OnlyApp(world, new PageId(input.Page));

    public DecideInput Input => input;

    /// <summary>The page that would send.</summary>
    public PageId Page => new(input.Page);

    /// <summary>The app that would send, or null where none is named.</summary>
    public long? App => app;

    /// <summary>When it would be sent.</summary>
    public Instant At => input.At ?? now;

    /// <summary>Who would write: as asked, else what the app is; a bot where there is no app.</summary>
    public Author Author => input.Author switch
    {
        DecideInput.Human => Author.Human,
        DecideInput.Bot => Author.Bot,
        _ => app is { } known && world.App(known) is { Automated: false } ? Author.Human : Author.Bot,
    };

    /// <summary>What it is judged by.</summary>
    public Edition Edition => input.Edition is null ? world.EditionOf(Page, At) : world.Editions.Of(input.Edition, At);

    /// <summary>What the policy knows of page and app.</summary>
    public Standing Standing
    {
        get
        {
            var standing = Askers.StandingOf(world, Page, app);
            return input.Mode is null
                ? standing
                : standing with { Mode = input.Mode is DecideInput.Strict ? Mode.Strict : Mode.Emulate };
        }
    }

    /// <summary>The sentences with page and person named, as far as they are known.</summary>
    public Sentences Naming(Sentences sentences, ThreadKey thread)
    {
        var person = people.Find(thread) is { } contact ? people.Find(contact.Person) : null;
        return sentences.About(world.Page(thread.Page)?.Name, person?.Name, person?.Locale);
    }

    /// <summary>
    /// The channel on which the page knows a recipient; if it does not, the one the id's form tells.
    /// </summary>
    public Channel ChannelOf(ThreadKey recipient) =>
        people.Find(recipient)?.Channel ?? SendChannels.OfStranger(world.Page(recipient.Page), recipient.Person);
}
