using System.Buffers;
using System.Collections.Immutable;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Parley.Policy;
using Parley.Wire.Sends;

namespace Parley.Wire.Profiles;

/// <summary>
/// Reads what a call wants of the Messenger Profile: properties with their limits, or the names of some. Each value
/// comes out in one normalised form, whatever encoding it came in.
/// </summary>
/// <remarks>
/// Source: developers.facebook.com, Messenger Platform "Messenger Profile API", Instagram messaging "Persistent Menu"
/// and "Ice Breakers". A property without content counts as absent.
/// </remarks>
public static class ProfileReader
{
    private const string Names = "fields";

    // Values are shown as they were typed.
    private static readonly JsonWriterOptions Readable =
        new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static readonly string[] Platforms = ["messenger", "instagram"];

    /// <summary>The channel the parameter <c>platform</c> names.</summary>
    /// <param name="parameters">The request's parameters.</param>
    /// <param name="usual">The channel where none is named.</param>
    /// <param name="channel">The channel.</param>
    public static GraphError? ReadPlatform(GraphParameters parameters, Channel usual, out Channel channel)
    {
        channel = usual;
        var error = Fields.Word(parameters["platform"], "platform", Platforms, out var word);
        if (word is not null) channel = word == Platforms[1] ? Channel.Instagram : Channel.Messenger;
        return error;
    }

    /// <summary>The properties a POST sets.</summary>
    /// <param name="parameters">The request's parameters.</param>
    /// <param name="channel">The platform they are for.</param>
    /// <param name="version">The version in the path: nested menus exist below one.</param>
    public static Parsed<ImmutableArray<ProfileValue>> Read(
        GraphParameters parameters, Channel channel, ApiVersion version)
    {
        var values = ImmutableArray.CreateBuilder<ProfileValue>();
        var any = false;
        foreach (var property in ProfileProperty.All)
        {
            if (property.Name == "platform" || parameters[property.Name] is not { IsAbsent: false } given) continue;
            any = true;
            if (Unfit(property, channel) is { } unfit) return new Parsed<ImmutableArray<ProfileValue>>.Bad(unfit);
            if (property.Standing is ProfileStanding.ReadOnly) continue;
            var error = ReadValue(property.Name, given, channel, version, out var json);
            if (error is not null) return new Parsed<ImmutableArray<ProfileValue>>.Bad(error);
            values.Add(new ProfileValue(property.Name, json));
        }

        return any
            ? new Parsed<ImmutableArray<ProfileValue>>.Ok(values.ToImmutable())
            : new Parsed<ImmutableArray<ProfileValue>>.Bad(
                GraphErrors.Get("param_one_of", string.Join(", ", Settable(channel))));
    }

    /// <summary>The properties a GET asks for, each once; all where it names none.</summary>
    public static Parsed<ImmutableArray<ProfileProperty>> ReadAsked(GraphParameters parameters)
    {
        var named = Named(parameters);
        return named is Parsed<ImmutableArray<ProfileProperty>>.Ok { Value.IsEmpty: true }
            ? new Parsed<ImmutableArray<ProfileProperty>>.Ok(
                [.. ProfileProperty.All.Where(one => one.Standing is ProfileStanding.Live)])
            : named;
    }

    /// <summary>The properties a DELETE names, each once; it must name some.</summary>
    public static Parsed<ImmutableArray<ProfileProperty>> ReadDeleted(GraphParameters parameters, Channel channel)
    {
        var named = Named(parameters);
        if (named is not Parsed<ImmutableArray<ProfileProperty>>.Ok { Value: var properties }) return named;
        if (properties.IsEmpty)
            return new Parsed<ImmutableArray<ProfileProperty>>.Bad(GraphErrors.Get("param_required", Names));
        return properties.Select(one => Unfit(one, channel)).FirstOrDefault(error => error is not null) is { } unfit
            ? new Parsed<ImmutableArray<ProfileProperty>>.Bad(unfit)
            : named;
    }

    /// <summary>Reads one menu for one person.</summary>
    public static Parsed<ProfileValue> ReadMenu(GraphParameters parameters, ApiVersion version)
    {
        var given = parameters[ProfileProperty.Menu];
        if (given.IsAbsent)
            return new Parsed<ProfileValue>.Bad(GraphErrors.Get("param_required", ProfileProperty.Menu));
        return ReadValue(ProfileProperty.Menu, given, Channel.Messenger, version, out var json) is { } error
            ? new Parsed<ProfileValue>.Bad(error)
            : new Parsed<ProfileValue>.Ok(new ProfileValue(ProfileProperty.Menu, json));
    }

    private static GraphError? ReadValue(
        string name, Param given, Channel channel, ApiVersion version, out string text)
    {
        var output = new ArrayBufferWriter<byte>();
        using var json = new Utf8JsonWriter(output, Readable);
        var error = name switch
        {
            ProfileProperty.GetStarted => PlainValues.WriteGetStarted(json, given, name),
            "greeting" => GreetingReader.Write(json, given, name),
            ProfileProperty.IceBreakers => IceBreakerReader.Write(json, given, name),
            ProfileProperty.Menu => new MenuReader(channel, version).Write(json, given, name),
            "whitelisted_domains" => PlainValues.WriteDomains(json, given, name),
            "account_linking_url" => PlainValues.WriteSecureUrl(json, given, name),
            "commands" => CommandReader.Write(json, given, name),
            _ => throw new System.Diagnostics.UnreachableException(),
        };
        text = "";
        if (error is not null) return error;
        json.Flush();
        text = Encoding.UTF8.GetString(output.WrittenSpan);
        return null;
    }

    private static Parsed<ImmutableArray<ProfileProperty>> Named(GraphParameters parameters)
    {
        if (parameters.List(Names, out var error) is not { } names)
            return new Parsed<ImmutableArray<ProfileProperty>>.Bad(error!);
        var properties = ImmutableArray.CreateBuilder<ProfileProperty>();
        foreach (var (index, name) in names.Index())
        {
            var known = ProfileProperty.All.FirstOrDefault(
                one => one.Name.Equals(name.Trim(), StringComparison.OrdinalIgnoreCase));
            if (known is null)
            {
                var all = string.Join(", ", ProfileProperty.All.Select(one => one.Name));
                return new Parsed<ImmutableArray<ProfileProperty>>.Bad(
                    GraphErrors.Get("param_enum", $"{Names}[{index}]", all));
            }

            if (!properties.Contains(known)) properties.Add(known);
        }

        return new Parsed<ImmutableArray<ProfileProperty>>.Ok(properties.ToImmutable());
    }

    private static GraphError? Unfit(ProfileProperty property, Channel channel) =>
        property.Standing is ProfileStanding.Retired ? GraphErrors.Get("profile_property_retired", property.Name)
        : channel is Channel.Instagram && !property.OnInstagram
            ? GraphErrors.Get("profile_property_channel", property.Name)
        : null;

    private static IEnumerable<string> Settable(Channel channel) => ProfileProperty.All
        .Where(one => one.Standing is ProfileStanding.Live && (channel is Channel.Messenger || one.OnInstagram))
        .Select(one => one.Name);
}

/// <summary>A property and its value.</summary>
/// <param name="Name">The property.</param>
/// <param name="Json">Its value as normalised JSON text.</param>
public sealed record ProfileValue(string Name, string Json);
