using System.Collections.Concurrent;
using ApiGovernance.Protocol.Acknowledgements;
using ApiGovernance.Protocol.Snapshots;
using ApiGovernance.Protocol.Usage;

namespace ApiGovernance.Gateway.Tests.World;

/// <summary>The other side of the process boundary: snapshots to fetch, acknowledgements and usage to look at.</summary>
public sealed class FakeControlPlane : ISnapshotSource, IUsageSink
{
    private readonly ConcurrentDictionary<string, byte[]> parts = new();
    private readonly Lock gate = new();
    private TaskCompletionSource changed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private SnapshotManifest? current;

    /// <summary>While set, nothing can be reached.</summary>
    public bool IsGone { get; set; }

    /// <summary>While set, it takes questions for snapshots and answers none until it completes.</summary>
    public TaskCompletionSource? Silence { get; set; }

    public ConcurrentQueue<SnapshotAcknowledgement> Acknowledgements { get; } = [];

    public ConcurrentQueue<UsageReport> Usage { get; } = [];

    /// <summary>What gateways are to count by; null: they are asked for nothing.</summary>
    public SnapshotRelease? Release { get; set; }

    public ConcurrentQueue<ReleaseReport> Reports { get; } = [];

    public ConcurrentQueue<string> Fetched { get; } = [];

    public void Publish(SnapshotManifest manifest, IReadOnlyDictionary<string, byte[]> bytes)
    {
        foreach (var (hash, part) in bytes)
            parts[hash] = part;
        lock (gate)
        {
            current = manifest;
            changed.SetResult();
            changed = new(TaskCreationOptions.RunContinuationsAsynchronously);
        }
    }

    public async Task<SnapshotManifest?> WaitForManifestAsync(string? knownRevision, TimeSpan wait, CancellationToken cancellationToken)
    {
        Task news;
        lock (gate)
        {
            Check();
            if (current is not null && current.Revision != knownRevision)
                return current;
            news = changed.Task;
        }

        await Task.WhenAny(news, Task.Delay(wait, TimeProvider.System, cancellationToken));
        cancellationToken.ThrowIfCancellationRequested();
        Check();
        return current?.Revision == knownRevision ? null : current;
    }

    public async Task<SnapshotOffer> WaitForOfferAsync(string node, string? knownRevision, TimeSpan wait, CancellationToken cancellationToken)
    {
        if (Silence is { } silence)
            await silence.Task.WaitAsync(cancellationToken);
        SnapshotManifest? manifest = await WaitForManifestAsync(knownRevision, wait, cancellationToken);
        return new SnapshotOffer(manifest, Release);
    }

    public Task ReportAsync(ReleaseReport report, CancellationToken cancellationToken)
    {
        Check();
        Reports.Enqueue(report);
        return Task.CompletedTask;
    }

    public Task<ReadOnlyMemory<byte>> GetPartAsync(string hash, CancellationToken cancellationToken)
    {
        Check();
        Fetched.Enqueue(hash);
        return Task.FromResult<ReadOnlyMemory<byte>>(parts.TryGetValue(hash, out byte[]? bytes) ? bytes : throw new SnapshotSourceException("no such part"));
    }

    public Task AcknowledgeAsync(SnapshotAcknowledgement acknowledgement, CancellationToken cancellationToken)
    {
        Check();
        Acknowledgements.Enqueue(acknowledgement);
        return Task.CompletedTask;
    }

    public Task ReportAsync(UsageReport report, CancellationToken cancellationToken)
    {
        Check();
        Usage.Enqueue(report);
        return Task.CompletedTask;
    }

    private void Check()
    {
        if (IsGone)
            throw new SnapshotSourceException("The control plane is gone.");
    }
}
