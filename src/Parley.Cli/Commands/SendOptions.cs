using System.CommandLine;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Parley.Cli.Commands;

/// <summary>How a Send API request is given on a command line: piece by piece, or whole as JSON.</summary>
internal sealed class SendOptions(TextReader input)
{
    private readonly Argument<string?> words = new("text")
    {
        Description = "What the page writes.",
        Arity = ArgumentArity.ZeroOrOne,
    };

    private readonly Option<string?> to = Opt.Text("--to", "PSID", "The person's PSID or IGSID.");

    private readonly Option<string?> type =
        Opt.Text("--type", "TYPE", "messaging_type: RESPONSE, UPDATE or MESSAGE_TAG.");

    private readonly Option<string?> tag = Opt.Text("--tag", "TAG", "The tag that claims an exception: HUMAN_AGENT.");

    private readonly Option<string?> action =
        Opt.Text("--action", "ACTION", "A sender action instead of a message: typing_on, typing_off, mark_seen.");

    private readonly Option<string[]> quickReplies = new("--quick-reply")
    {
        Description = "A quick reply below the text, as TITLE or TITLE=PAYLOAD; may be repeated.",
        HelpName = "TITLE=PAYLOAD",
    };

    private readonly Option<string?> request =
        Opt.Text("--request", "FILE", "The whole request as JSON in a file, - for standard input.");

    /// <summary>Adds the options to a verb.</summary>
    public void AddTo(Command verb)
    {
        verb.Arguments.Add(words);
        foreach (var option in (Option[])[to, type, tag, action, quickReplies, request]) verb.Options.Add(option);
    }

    /// <summary>The request as the Send API takes it.</summary>
    /// <exception cref="CliException">The file cannot be read, or nothing is asked for.</exception>
    public async Task<JsonObject> Read(ParseResult parsed, CancellationToken cancel)
    {
        var body = parsed.GetValue(request) is { } file ? await Whole(file, cancel) : [];
        if (parsed.GetValue(to) is { } psid) body["recipient"] = new JsonObject { ["id"] = psid };
        if (!body.ContainsKey("recipient")) throw CliException.Usage("`--to` is missing: expected the person's PSID");
        if (parsed.GetValue(action) is { } doing) body["sender_action"] = doing;
        if (parsed.GetValue(words) is { } text) body["message"] = Message(text, parsed.GetValue(quickReplies) ?? []);
        if (!body.ContainsKey("message") && !body.ContainsKey("sender_action"))
            throw CliException.Usage("nothing to send: expected a text, --action or --request");
        if (parsed.GetValue(tag) is { } claimed)
        {
            body["messaging_type"] = "MESSAGE_TAG";
            body["tag"] = claimed;
        }

        if (parsed.GetValue(type) is { } named) body["messaging_type"] = named;
        else if (body.ContainsKey("message")) body.TryAdd("messaging_type", "RESPONSE");
        return body;
    }

    private async Task<JsonObject> Whole(string file, CancellationToken cancel)
    {
        var text = System.Text.Encoding.UTF8.GetString(await InputFile.Read(file, input, cancel));
        try
        {
            return JsonNode.Parse(text) as JsonObject
                ?? throw CliException.Usage($"`--request` {file}: expected a JSON object");
        }
        catch (JsonException fault)
        {
            var place = $"line {fault.LineNumber + 1}, byte {fault.BytePositionInLine}";
            throw CliException.Usage($"`--request` {file} is no JSON: {place}");
        }
    }

    private static JsonObject Message(string text, string[] replies)
    {
        var message = new JsonObject { ["text"] = text };
        if (replies.Length > 0) message["quick_replies"] = new JsonArray([.. replies.Select(Reply)]);
        return message;
    }

    private static JsonObject Reply(string text)
    {
        var cut = text.IndexOf('=', StringComparison.Ordinal);
        return new JsonObject
        {
            ["content_type"] = "text",
            ["title"] = cut < 0 ? text : text[..cut],
            ["payload"] = cut < 0 ? text : text[(cut + 1)..],
        };
    }
}
