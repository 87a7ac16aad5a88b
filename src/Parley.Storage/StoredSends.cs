using System.Text.Json;
using NodaTime;
using Parley.Policy;

namespace Parley.Storage;

/// <summary>
/// What an accepted send means to the policy, read from its stored body in one pass: who wrote it, on which lane, and
/// what it spent.
/// </summary>
internal static class StoredSends
{
    public static ThreadEvent.PageWrote ToThreadEvent(Instant happened, Channel channel, ReadOnlySpan<byte> body)
    {
        var request = new SendRequest(channel, SendKind.Message, MessagingType.Absent, null, Author.Bot);
        string? lane = null;
        var reader = new Utf8JsonReader(body);
        if (!reader.Read() || reader.TokenType is not JsonTokenType.StartObject)
            return new ThreadEvent.PageWrote(happened, request, lane);
        while (reader.Read() && reader.TokenType is JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals("author"u8)) request = request with { Author = AuthorOf(Next(ref reader)) };
            else if (reader.ValueTextEquals("lane"u8)) lane = Next(ref reader);
            else if (reader.ValueTextEquals("tag"u8)) request = request with { Tag = Next(ref reader) };
            else if (reader.ValueTextEquals("address"u8))
                request = request with { Address = Read<Address>(Next(ref reader)) };
            else if (reader.ValueTextEquals("form"u8)) request = request with { Form = Read<Form>(Next(ref reader)) };
            else if (reader.ValueTextEquals("named"u8)) request = request with { Named = Next(ref reader) };
            else if (reader.ValueTextEquals("title"u8)) request = request with { Title = Next(ref reader) };
            else if (reader.ValueTextEquals("survey_days"u8))
                request = request with { SurveyDays = NextNumber(ref reader) };
            else SkipNext(ref reader);
        }

        return new ThreadEvent.PageWrote(happened, request, lane);
    }

    private static Author AuthorOf(string? name) => name is "human" ? Author.Human : Author.Bot;

    private static T Read<T>(string? name)
        where T : struct, Enum
        => Enum.TryParse<T>(name, out var value)
            ? value
            : throw new StoreException($"A journal row names a {typeof(T).Name} this build does not know: {name}.");

    private static string? Next(ref Utf8JsonReader reader)
    {
        reader.Read();
        return reader.GetString();
    }

    private static int NextNumber(ref Utf8JsonReader reader)
    {
        reader.Read();
        return reader.GetInt32();
    }

    private static void SkipNext(ref Utf8JsonReader reader)
    {
        reader.Read();
        reader.Skip();
    }
}
