using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using NodaTime;
using Parley.Cli;
using Parley.Cli.Scenarios;
using Parley.Wire;

namespace Parley.Scenarios.Tests.Corpus;

/// <summary>Every story over HTTP: all on one server, a world for each, in one journey through their years.</summary>
public sealed class HttpTests(HttpTests.Journey journey) : IClassFixture<HttpTests.Journey>
{
    public static TheoryData<string> Names => Stories.Names;

    [Theory]
    [MemberData(nameof(Names))]
    public void The_platform_says_what_a_story_tells(string name) => Assert.Empty(journey.DifferencesOf(name));

    /// <summary>
    /// Plays all stories together: the clock goes once from the first instant of all to the last, and each story does
    /// its steps when their time has come.
    /// </summary>
    public sealed class Journey : IAsyncLifetime
    {
        private readonly ConcurrentDictionary<string, List<string>> differences = [];
        private readonly ConcurrentDictionary<Story, ScenarioRunner> runners = [];

        private static CancellationToken Cancel => TestContext.Current.CancellationToken;

        internal IReadOnlyList<string> DifferencesOf(string name) => differences[name];

        public async ValueTask InitializeAsync()
        {
            var moments = from story in Stories.All
                          from moment in Timeline.Of(story.Told)
                          group (Story: story, moment.Step) by moment.At into steps
                          orderby steps.Key
                          select steps;
            var journey = moments.ToList();
            var review = new ReadersReview(Stories.All.Select(story => story.Told));
            await using var server = await LiveServer.Start(journey[0].Key, review, Cancel);
            foreach (var moment in journey)
            {
                await MoveTo(server, moment.Key);
                await Parallel.ForEachAsync(
                    moment.GroupBy(one => one.Story, one => one.Step),
                    Cancel,
                    async (steps, _) => await Play(server, steps.Key, moment.Key, steps));
            }

            foreach (var (story, runner) in runners) await Finish(story, runner);
        }

        private async Task Finish(Story story, ScenarioRunner runner)
        {
            foreach (var result in await runner.Finish(Cancel))
                differences[story.Name].AddRange(result.Differences.Select(one => $"{result.At}, {one}"));
        }

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;

        private static async Task MoveTo(LiveServer server, Instant instant)
        {
            var moved = await server.Api.Post(
                "clock/advance", new JsonObject { ["to"] = IsoInstant.Format(instant) }, Cancel);
            if (!moved.Ok) throw moved.Fault();
        }

        private async Task Play(LiveServer server, Story story, Instant at, IEnumerable<Step> steps)
        {
            var told = differences.GetOrAdd(story.Name, _ => []);
            try
            {
                if (!runners.TryGetValue(story, out var runner))
                {
                    var cast = await Cast.Create(server.Api, story.Told, Cancel);
                    runners[story] = runner = new ScenarioRunner(server.Api, story.Told, cast);
                }

                foreach (var step in steps)
                {
                    var result = await runner.Play(step, at, Cancel);
                    told.AddRange(result.Differences.Select(one => $"{IsoInstant.Format(at)}, {result.Words}: {one}"));
                }
            }
            catch (CliException fault)
            {
                told.Add(fault.Message);
            }
        }
    }
}
