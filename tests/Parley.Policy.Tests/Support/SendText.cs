namespace Parley.Policy.Tests.Support;

/// <summary>
/// Reads a send from words: <c>UPDATE</c>, <c>tag=ACCOUNT_UPDATE</c>, <c>to=comment:C</c>, <c>form=survey</c>,
/// <c>title=News</c>, <c>by=human</c>. Text of a bot under RESPONSE, unless the words say otherwise; read by the
/// content review with nothing noticed but that it discloses the bot.
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
        return text.Split(' ').Aggregate(request, With);
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
            "by" => request with { Author = Value<Author>(value) },
            _ => request with { Type = Value<MessagingType>(name) },
        };
    }

    private static SendRequest To(SendRequest request, string[] words) => request with
    {
        Address = Value<Address>(words[0]),
        Named = words.Length > 1 ? words[1] : null,
    };

    private static T Value<T>(string word)
        where T : struct, Enum
        => Enum.Parse<T>(word.Replace("_", "", StringComparison.Ordinal), ignoreCase: true);
}
