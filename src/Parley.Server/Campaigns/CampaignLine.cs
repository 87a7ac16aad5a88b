using Parley.Storage;

namespace Parley.Server.Campaigns;

/// <summary>A campaign in memory, and the task that delivers it while it runs.</summary>
internal sealed class CampaignLine(CampaignRecord record)
{
    private readonly Lock gate = new();
    private TaskCompletionSource? end;
    private volatile CampaignRecord record = record;

    /// <summary>The campaign as it stands.</summary>
    public CampaignRecord Record
    {
        get => record;
        set => record = value;
    }

    /// <summary>Ends when nothing is being delivered.</summary>
    public Task Running { get; private set; } = Task.CompletedTask;

    /// <summary>Begins to deliver, if the campaign is running or due and nobody does already.</summary>
    /// <param name="now">Milliseconds.</param>
    /// <param name="deliver">Delivers until the given task completes, or nobody is left.</param>
    public void Begin(long now, Func<Task, Task> deliver)
    {
        lock (gate)
        {
            if (!Running.IsCompleted) return;
            if (record is { Status: CampaignStatus.Scheduled } waiting && waiting.StartsAt <= now)
                record = waiting with { Status = CampaignStatus.Running };
            if (record.Status is not CampaignStatus.Running) return;
            var ending = end = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            Running = Task.Run(() => deliver(ending.Task));
        }
    }

    /// <summary>Ends the delivery between two people; completes when nothing is on its way.</summary>
    public async Task Halt()
    {
        Task running;
        lock (gate)
        {
            end?.TrySetResult();
            running = Running;
        }

        await running;
    }
}
