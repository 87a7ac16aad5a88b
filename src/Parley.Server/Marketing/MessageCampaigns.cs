using System.Globalization;
using NodaTime;
using Parley.Policy;
using Parley.Server.Ids;
using Parley.Storage;
using Parley.Wire.Marketing;

namespace Parley.Server.Marketing;

/// <summary>The message campaigns of pages.</summary>
/// <param name="documents">Where they are kept.</param>
/// <param name="mint">Makes their ids.</param>
internal sealed class MessageCampaigns(IDocumentStore documents, IdMint mint)
{
    /// <summary>How many campaigns a page may have; nothing public, our figure.</summary>
    public const int MostOfPage = 5000;

    /// <summary>A campaign, or null.</summary>
    public MessageCampaign? Find(PageId page, long id) =>
        documents.Find(page, DocumentKind.MessageCampaign, KeyOf(id)) is { } document
            ? MessageCampaign.Read(document.Body)
            : null;

    /// <summary>Makes one; null if the page has as many as it may.</summary>
    public async Task<MessageCampaign?> Add(MessageCampaignInput input, Instant now)
    {
        while (true)
        {
            var name = $"marketing/{input.Page}/{input.Name}";
            var id = mint.Campaign(name, taken => Find(input.Page, taken) is not null);
            var made = MessageCampaign.Of(input, id, now);
            var document = new DocumentRecord(input.Page, DocumentKind.MessageCampaign, KeyOf(id), made.Write());
            switch (await documents.Add(document, MostOfPage))
            {
                case DocumentAdding.Added: return made;
                case DocumentAdding.TooMany: return null;
                default: continue;
            }
        }
    }

    /// <summary>Deletes one.</summary>
    public Task Delete(PageId page, MessageCampaign campaign) =>
        documents.Delete(page, DocumentKind.MessageCampaign, KeyOf(campaign.Id));

    /// <summary>
    /// Sets the price of a message aside, so that two sends at once never spend the same money.
    /// </summary>
    /// <returns>Whether the budget allowed it.</returns>
    public async Task<bool> Reserve(PageId page, MessageCampaign campaign, Instant now)
    {
        if (campaign.Price == 0) return true;
        var paid = false;
        await documents.Change(page, DocumentKind.MessageCampaign, KeyOf(campaign.Id), body =>
        {
            if (body is null || MessageCampaign.Read(body).Paying(now) is not { } paying) return body;
            paid = true;
            return paying.Write();
        });
        return paid;
    }

    /// <summary>Gives the price of a message back that was not sent.</summary>
    public Task GiveBack(PageId page, MessageCampaign campaign, Instant paid) => campaign.Price == 0
        ? Task.CompletedTask
        : documents.Change(page, DocumentKind.MessageCampaign, KeyOf(campaign.Id), body =>
        {
            if (body is null) return null;
            var known = MessageCampaign.Read(body);
            return (known with { Spent = known.Spent.Without(known.Price, paid.InUtc().Date) }).Write();
        });

    private static string KeyOf(long id) => id.ToString(CultureInfo.InvariantCulture);
}
