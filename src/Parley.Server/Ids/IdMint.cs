using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Parley.Policy;

namespace Parley.Server.Ids;

/// <summary>
/// New ids of apps, pages, accounts and people: decimal, of the platform's lengths, derived from the store's key and a
/// name, so that the same world made in the same order gets the same ids.
/// </summary>
/// <remarks>
/// INVARIANT: ids of two kinds never coincide. App: 15 digits, the first 2 to 9. Page: 15 digits, the first 1.
/// Instagram account: 17 digits, the first five 17841. Label: 17 digits, the first 2 to 8.
/// Campaign: 17 digits, the first 9. Person: 12 digits. Attachment: 13 digits, unique on its page. Persona: 14 digits.
/// PSID: 16 digits, odd. IGSID: 16, even. Utility template: 17 digits, the first two 10 to 15.
/// </remarks>
/// <param name="keys">Where the key comes from.</param>
internal sealed class IdMint(KeyRing keys)
{
    private const long FirstLabel = 20_000_000_000_000_000;
    private const long LabelIds = 70_000_000_000_000_000;
    private const long FirstPersona = 10_000_000_000_000;
    private const long PersonaIds = 90_000_000_000_000;
    private const long FirstTemplate = 10_000_000_000_000_000;
    private const long TemplateIds = 6_000_000_000_000_000;
    private const long FirstAdAccount = 100_000_000_000_000;
    private const long AdAccountIds = 900_000_000_000_000;
    private const long FirstContact = 1_000_000_000_000_000;
    private const long ContactIds = 9_000_000_000_000_000;

    private readonly byte[] key = keys.For("id");

    /// <summary>A new app's id.</summary>
    /// <param name="name">The app's name.</param>
    /// <param name="taken">Whether an id is in use.</param>
    public long App(string name, Func<long, bool> taken) =>
        Free("app", name, taken, dice => 200_000_000_000_000 + Below(dice, 800_000_000_000_000));

    /// <summary>A new page's id.</summary>
    public long Page(string name, Func<long, bool> taken) =>
        Free("page", name, taken, dice => 100_000_000_000_000 + Below(dice, 100_000_000_000_000));

    /// <summary>A new Instagram account's id.</summary>
    public long Instagram(string username, Func<long, bool> taken) =>
        Free("instagram", username, taken, dice => 17_841_000_000_000_000 + Below(dice, 1_000_000_000_000));

    /// <summary>A new custom label's id.</summary>
    /// <param name="name">The page and the label's name.</param>
    /// <param name="taken">Whether an id is in use.</param>
    public long Label(string name, Func<long, bool> taken) =>
        Free("label", name, taken, dice => FirstLabel + Below(dice, LabelIds));

    /// <summary>Whether an id can only be a label's.</summary>
    public static bool LooksLikeLabel(long id) => id is >= FirstLabel and < FirstLabel + LabelIds;

    /// <summary>A utility template's id: it is made from page, name and language alone, and kept nowhere.</summary>
    public long Template(string name) => FirstTemplate + Below(Dice("template/" + name), TemplateIds);

    /// <summary>Whether an id can only be a utility template's.</summary>
    public static bool LooksLikeTemplate(string id) =>
        id.Length == 17
        && long.TryParse(id, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
        && number is >= FirstTemplate and < FirstTemplate + TemplateIds;

    /// <summary>A new campaign's id.</summary>
    public long Campaign(string name, Func<long, bool> taken) =>
        Free("campaign", name, taken, dice => FirstLabel + LabelIds + Below(dice, 10_000_000_000_000_000));

    /// <summary>A new persona's id.</summary>
    /// <param name="name">The page and the persona's name.</param>
    /// <param name="taken">Whether an id is in use.</param>
    public long Persona(string name, Func<long, bool> taken) =>
        Free("persona", name, taken, dice => FirstPersona + Below(dice, PersonaIds));

    /// <summary>Whether an id can only be a persona's.</summary>
    public static bool LooksLikePersona(long id) => id is >= FirstPersona and < FirstPersona + PersonaIds;

    /// <summary>A new attachment's id: echoes tell it as a number, and clients keep 53 bits of one.</summary>
    /// <param name="name">The page and what is attached.</param>
    /// <param name="taken">Whether the page has an attachment of that id.</param>
    public long Attachment(string name, Func<long, bool> taken) =>
        Free("attachment", name, taken, dice => 1_000_000_000_000 + Below(dice, 9_000_000_000_000));

    /// <summary>
    /// The number of the account that pays for a page's messages: 15 digits, the same in every store the page is in.
    /// </summary>
    public static long AdAccount(PageId page)
    {
        var hash = SHA256.HashData(Encoding.ASCII.GetBytes($"ad_account/{page}"));
        return FirstAdAccount + Below(BinaryPrimitives.ReadUInt64BigEndian(hash), AdAccountIds);
    }

    /// <summary>A new person's id.</summary>
    public long Person(string name, Func<long, bool> taken) =>
        Free("person", name, taken, dice => 100_000_000_000 + Below(dice, 900_000_000_000));

    /// <summary>The id under which a page sees a person on a channel.</summary>
    public Psid Contact(long person, PageId page, Channel channel, Func<Psid, bool> taken)
    {
        var (kind, parity) = channel is Channel.Instagram ? ("igsid", 0) : ("psid", 1);
        var name = string.Create(CultureInfo.InvariantCulture, $"{page}/{person}");
        return new Psid(Free(
            kind,
            name,
            id => taken(new Psid(id)),
            dice => FirstContact + (2 * Below(dice, ContactIds / 2)) + parity));
    }

    /// <summary>The channel an id nobody has would belong to: its form tells, as we make ids.</summary>
    public static Channel ChannelOf(Psid person) =>
        person.Value is >= FirstContact and < FirstContact + ContactIds && person.Value % 2 == 0
            ? Channel.Instagram
            : Channel.Messenger;

    private static long Below(ulong dice, long bound) => (long)(dice % (ulong)bound);

    // Turns of one name are taken from 0 upwards, so the first free one is found by doubling and halving: a hundred
    // thousand people of the same name cost a few dozen questions each, and nothing has to be counted.
    private long Free(string kind, string name, Func<long, bool> taken, Func<ulong, long> shape)
    {
        if (Of(0) is var first && !taken(first)) return first;
        var (busy, free) = (0, 1);
        while (taken(Of(free))) (busy, free) = (free, free * 2);
        while (free - busy > 1)
        {
            var middle = busy + ((free - busy) / 2);
            if (taken(Of(middle))) busy = middle;
            else free = middle;
        }

        return Of(free);

        long Of(int turn) => shape(Dice(string.Create(CultureInfo.InvariantCulture, $"{kind}/{turn}/{name}")));
    }

    private ulong Dice(string of)
    {
        Span<byte> hash = stackalloc byte[HMACSHA256.HashSizeInBytes];
        HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(of), hash);
        return BinaryPrimitives.ReadUInt64BigEndian(hash);
    }
}
