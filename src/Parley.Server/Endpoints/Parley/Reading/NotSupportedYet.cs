namespace Parley.Server.Endpoints.V1;

/// <summary>
/// What the reference describes and this version does not do yet. Asking for it is an error that says so: a field that
/// changes nothing must not look as if it did.
/// </summary>
internal static class NotSupportedYet
{
    /// <summary>Fields of a page.</summary>
    public static readonly string[] OfPage = ["default_app"];

    /// <summary>Fields of an app's entry on a page.</summary>
    public static readonly string[] OfInstall = ["may_take_control"];
}
