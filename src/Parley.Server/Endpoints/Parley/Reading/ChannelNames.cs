using Parley.Policy;

namespace Parley.Server.Endpoints.V1;

/// <summary>How this API spells the channels.</summary>
internal static class ChannelNames
{
    public const string Messenger = "messenger";
    public const string Instagram = "instagram";

    public static string Of(Channel channel) => channel is Channel.Instagram ? Instagram : Messenger;

    /// <summary>The channel of a name; null for none.</summary>
    public static Channel? Find(string? name) => name switch
    {
        Messenger => Channel.Messenger,
        Instagram => Channel.Instagram,
        _ => null,
    };

    /// <summary>Reads a member; Messenger where it is absent.</summary>
    public static Channel Read(Fields fields) =>
        fields.Word("channel", Messenger, Instagram) is Instagram ? Channel.Instagram : Channel.Messenger;
}
