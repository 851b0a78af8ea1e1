using System.Diagnostics;
using ApiGovernance.Gateway.Observability;
using ApiGovernance.Protocol.Snapshots;

namespace ApiGovernance.Gateway.Snapshots;

/// <summary>Brings a manifest into force: fetch what is lacking, compile, swap, keep.</summary>
internal sealed class SnapshotApplier(
    ISnapshotSource source, PartStore store, SnapshotCompiler compiler, SnapshotState state, GatewayMetrics metrics)
{
    /// <exception cref="SnapshotContentException">The snapshot cannot be used; the one before stays in force.</exception>
    /// <exception cref="SnapshotSourceException">A part could not be fetched.</exception>
    public async Task<GatewaySnapshot> ApplyAsync(SnapshotManifest manifest, CancellationToken cancellationToken)
    {
        using Activity? activity = GatewayMetrics.Activities.StartActivity("apply snapshot");
        activity?.SetTag("apigov.revision", manifest.Revision);
        GatewaySnapshot next = await CompileAsync(manifest, FetchAsync, cancellationToken).ConfigureAwait(false);
        Swap(next);
        store.Commit(next);
        metrics.SnapshotReceived(applied: true);
        return next;
    }

    /// <summary>Brings the last good snapshot into force without asking anyone.</summary>
    /// <returns>Null when there is none that is whole.</returns>
    public async Task<GatewaySnapshot?> ApplyLastGoodAsync(CancellationToken cancellationToken)
    {
        if (store.LoadManifest() is not { } manifest)
            return null;
        try
        {
            GatewaySnapshot next = await CompileAsync(manifest, LoadAsync, cancellationToken).ConfigureAwait(false);
            Swap(next);
            return next;
        }
        catch (SnapshotContentException)
        {
            // Told by the store already. The control plane has it all.
            return null;
        }
    }

    private Task<GatewaySnapshot> CompileAsync(SnapshotManifest manifest, PartReader parts, CancellationToken cancellationToken) =>
        compiler.CompileAsync(manifest, state.Current, parts, cancellationToken);

    private void Swap(GatewaySnapshot next)
    {
        bool isOther = state.Current?.Traffic != next.Traffic;
        state.Current = next;
        if (isOther)
            next.Traffic.TakeEffect();
    }

    private async ValueTask<ReadOnlyMemory<byte>> FetchAsync(SnapshotPartReference reference, CancellationToken cancellationToken)
    {
        if (store.Load(reference.Hash) is { } kept)
            return kept;
        ReadOnlyMemory<byte> bytes = await source.GetPartAsync(reference.Hash, cancellationToken).ConfigureAwait(false);
        if (SnapshotHash.OfPart(bytes.Span) != reference.Hash)
            throw new SnapshotContentException($"The part '{reference.Name}' is not what its hash says.");
        store.Save(reference.Hash, bytes);
        return bytes;
    }

    private ValueTask<ReadOnlyMemory<byte>> LoadAsync(SnapshotPartReference reference, CancellationToken cancellationToken) =>
        store.Load(reference.Hash) is { } bytes
            ? ValueTask.FromResult(bytes)
            : throw new SnapshotContentException($"The part '{reference.Name}' is missing or corrupt.");
}
