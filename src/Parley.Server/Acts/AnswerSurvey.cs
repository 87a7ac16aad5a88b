using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using Parley.Policy;
using Parley.Server.Endpoints.V1;
using Parley.Storage;

namespace Parley.Server.Acts;

/// <summary>The person answers a survey, once, while it is open: every question of it and nothing else.</summary>
/// <remarks>Source: developers.facebook.com, Messenger Platform "Customer feedback template".</remarks>
/// <param name="Mid">The survey.</param>
/// <param name="Answers">By the question's id.</param>
/// <param name="FollowUp">Words added, where a question asks for them.</param>
internal sealed record AnswerSurvey(string Mid, ImmutableArray<KeyValuePair<string, string>> Answers, string? FollowUp)
    : IAct
{
    private const int MostWords = 400;

    public static IAct Read(Fields fields)
    {
        var mid = fields.NeedText("mid");
        var answers = ImmutableArray.CreateBuilder<KeyValuePair<string, string>>();
        fields.Require("answers", "an object of question ids and answers");
        if (fields.Object("answers") is { } given)
        {
            foreach (var name in given.Names())
            {
                if (given.Scalar(name, MostWords) is { } value) answers.Add(new(name, value));
            }
        }

        return new AnswerSurvey(mid, answers.ToImmutable(), fields.Text("follow_up", MostWords));
    }

    public ActPlan Plan(ActScene scene)
    {
        if (scene.FindMessage(Mid) is not { } row)
            return new ActPlan.Impossible("mid", "There is no such message in this thread.");
        if (SentContent.Of(row) is not { } sent || SentContent.Template(sent, "customer_feedback") is not { } survey)
            return new ActPlan.Impossible("mid", "That message is no survey.");
        var questions = SentContent.List(survey, "feedback_screens")
            .SelectMany(screen => SentContent.List(screen, "questions"))
            .ToArray();
        if (Fault(questions) is { } fault) return fault;
        var body = new FeedbackBody { Mid = Mid, Answers = [.. questions.Select(AnswerTo)] };
        return new ActPlan.Possible(
            EventKind.Feedback, JsonSerializer.SerializeToUtf8Bytes(body, StoredJson.Default.FeedbackBody))
        {
            Refusal = state => Closed(state.Promises, row.At, Moment.Of(scene.At)),
        };
    }

    // A thread has one open survey at a time: an earlier one is answered, or over.
    private static string? Closed(Promises promises, Moment sent, Moment now)
    {
        if (promises.SurveySent == sent && promises.SurveyOpen(now)) return null;
        return promises.SurveySent == sent && promises.SurveyAnswered >= sent
            ? "The person answered that survey already."
            : "That survey is closed: its days are over, or it was answered.";
    }

    private ActPlan.Impossible? Fault(JsonElement[] questions)
    {
        foreach (var (id, _) in Answers)
        {
            if (!questions.Any(one => SentContent.Text(one, "id") == id))
                return new ActPlan.Impossible($"answers.{Problem.Shorten(id)}", "The survey has no such question.");
        }

        foreach (var question in questions)
        {
            var id = SentContent.Text(question, "id")!;
            if (Given(id) is not { } value) return new ActPlan.Impossible($"answers.{id}", "The survey asks this too.");
            if (Unfit(SentContent.Text(question, "type"), value) is { } expected)
                return new ActPlan.Impossible($"answers.{id}", $"The answer must be {expected}.");
        }

        return FollowUp is null || questions.Any(AsksForWords)
            ? null
            : new ActPlan.Impossible("follow_up", "The survey asks for no words beside the score.");
    }

    private FeedbackAnswer AnswerTo(JsonElement question)
    {
        var (id, type) = (SentContent.Text(question, "id")!, SentContent.Text(question, "type")!);
        return new FeedbackAnswer(id, type, Given(id)!, AsksForWords(question) ? FollowUp : null);
    }

    private string? Given(string id)
    {
        foreach (var (question, value) in Answers)
        {
            if (question == id) return value;
        }

        return null;
    }

    private static string? Unfit(string? type, string value)
    {
        var (least, most) = type switch { "csat" => (1, 5), "nps" => (0, 10), "ces" => (1, 7), _ => (0, -1) };
        if (least > most) return null;
        return int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var score)
            && score >= least
            && score <= most
            && value == score.ToString(CultureInfo.InvariantCulture)
            ? null
            : $"a whole number from {least} to {most}";
    }

    private static bool AsksForWords(JsonElement question) =>
        question.TryGetProperty("follow_up"u8, out var asked) && asked.ValueKind is JsonValueKind.Object;
}
