using Microsoft.AspNetCore.Http;
using Parley.Policy;
using Parley.Server.World;
using Parley.Storage;

namespace Parley.Server.Endpoints.V1;

/// <summary>A thread as a path names it: a page, and a person under an id this page knows.</summary>
/// <param name="Page">The page.</param>
/// <param name="Contact">The person there, and the channel.</param>
internal sealed record PathThread(PageRecord Page, ContactRecord Contact)
{
    /// <summary>The thread.</summary>
    public ThreadKey Key => new(Contact.Page, Contact.Psid);

    /// <summary>Finds it; else says which half is unknown.</summary>
    public static PathThread? Find(
        string page, string psid, WorldDirectory world, World.People people, out IResult? problem)
    {
        problem = null;
        if (GetPage.Find(page, world) is not { } known) problem = Problem.NotFound("page", page, "page");
        else if (Policy.Psid.TryParse(psid, out var id)
            && people.Find(new ThreadKey(new PageId(known.Id), id)) is { } contact)
            return new PathThread(known, contact);
        else problem = Problem.NotFound("psid", psid, $"person known to the page {page} as");
        return null;
    }
}
