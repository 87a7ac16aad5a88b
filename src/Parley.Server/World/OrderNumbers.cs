using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Parley.Policy;
using Parley.Storage;

namespace Parley.Server.World;

/// <summary>The order numbers of receipts: a page gives each of them once.</summary>
/// <remarks>Source: developers.facebook.com, Messenger Platform "Receipt template".</remarks>
internal sealed class OrderNumbers(IDocumentStore documents)
{
    /// <summary>Takes a number for a page. Of two sends at once, one gets it.</summary>
    /// <returns>Whether it was free.</returns>
    public async Task<bool> Take(PageId page, string number)
    {
        var free = false;
        var body = $"\"{JsonEncodedText.Encode(number)}\"";
        await documents.Change(page, DocumentKind.OrderNumber, KeyOf(number), known =>
        {
            free = known is null;
            return known ?? body;
        });
        return free;
    }

    /// <summary>Gives a number back: the receipt was not sent.</summary>
    public Task GiveBack(PageId page, string number) =>
        documents.Delete(page, DocumentKind.OrderNumber, KeyOf(number));

    private static string KeyOf(string number) => Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(number)));
}
