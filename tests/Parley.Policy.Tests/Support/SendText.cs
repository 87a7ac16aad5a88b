using System.Collections.Immutable;

namespace Parley.Policy.Tests.Support;

/// <summary>
/// Reads a send from words: <c>UPDATE</c>, <c>tag=ACCOUNT_UPDATE</c>, <c>to=comment:C</c>, <c>form=survey</c>,
/// <c>title=News</c>, <c>by=human</c>, <c>saw=promo</c>. Text of a bot under RESPONSE, read by the content review with
/// nothing noticed but that it discloses the bot, unless the words say otherwise.
/// </summary>
internal static class SendText
{
    public static SendRequest Read(string text, Channel channel)
    {
        var request = new SendRequest(channel, SendKind.Message, MessagingType.Absent, null, Author.Bot)
        {
            Noticed = [new Signal(Signals.Disclosure, "")],
            SurveyDays = 1,
        };
        return text.Split(text.StartsWith("send/", StringComparison.Ordinal) ? '/' : ' ').Aggregate(request, With);
    }

    private static SendRequest With(SendRequest request, string word)
    {
        var (name, value) = word.IndexOf('=', StringComparison.Ordinal) is > 0 and var at
            ? (word[..at], word[(at + 1)..])
            : (word, "");
        return name switch
        {
            "tag" => request with { Tag = value },
            "to" => To(request, value.Split(':')),
            "form" => request with { Form = Value<Form>(value) },
            "title" => request with { Title = value },
            "days" => request with { SurveyDays = int.Parse(value, System.Globalization.CultureInfo.InvariantCulture) },
            "by" => request with { Author = Value<Author>(value) },
            "kind" => request with { Kind = Value<SendKind>(value) },
            "saw" => request with { Noticed = Seen(value) },
            "send" => request,
            _ => request with { Type = Value<MessagingType>(name) },
        };
    }

    private static SendRequest To(SendRequest request, string[] words) => request with
    {
        Address = Value<Address>(words[0]),
        Named = words.Length > 1 ? words[1] : null,
    };

    private static ImmutableArray<Signal> Seen(string codes) =>
        codes == "nothing" ? [] : [.. codes.Split(',').Select(code => new Signal(code, code))];

    private static T Value<T>(string word)
        where T : struct, Enum
        => Enum.Parse<T>(word.Replace("_", "", StringComparison.Ordinal), ignoreCase: true);
}
