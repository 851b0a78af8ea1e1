using System.Text.Json;
using ApiGovernance.Gateway.Admission;
using ApiGovernance.Gateway.Authentication;
using ApiGovernance.Gateway.Resilience;
using ApiGovernance.Gateway.Routing;
using ApiGovernance.Gateway.Routing.Shadow;
using ApiGovernance.Gateway.Validation;
using ApiGovernance.Protocol;
using ApiGovernance.Protocol.Acknowledgements;
using ApiGovernance.Protocol.Descriptors;
using ApiGovernance.Protocol.Snapshots;

namespace ApiGovernance.Gateway.Snapshots;

/// <summary>The verified bytes of a part.</summary>
internal delegate ValueTask<ReadOnlyMemory<byte>> PartReader(SnapshotPartReference reference, CancellationToken cancellationToken);

/// <summary>
/// Compiles a manifest. What did not change is taken over from the snapshot before; a version that cannot be served is quarantined
/// and goes on as it was, if it was.
/// </summary>
internal sealed class SnapshotCompiler(AuthenticationTools authentication, Admissions admissions, BackendClients clients)
{
    /// <exception cref="SnapshotContentException">What all APIs share cannot be used.</exception>
    /// <exception cref="SnapshotSourceException">A part could not be fetched.</exception>
    public async Task<GatewaySnapshot> CompileAsync(
        SnapshotManifest manifest, GatewaySnapshot? previous, PartReader parts, CancellationToken cancellationToken)
    {
        TrafficModel traffic = await CompileTrafficAsync(manifest, previous?.Traffic, parts, cancellationToken).ConfigureAwait(false);
        var contracts = manifest.Parts.Where(part => part.Kind is SnapshotPartKind.Contract or SnapshotPartKind.Canonical).DistinctBy(part => part.Hash)
            .ToDictionary(part => part.Hash, StringComparer.Ordinal);
        SnapshotAssembly assembly = new(traffic, previous);
        foreach (SnapshotPartReference reference in manifest.Parts.Where(part => part.Kind == SnapshotPartKind.ApiVersion))
        {
            ApiVersionModel? known = previous?.Versions.GetValueOrDefault(reference.Name)?.Model;
            if (known?.Reference.Hash == reference.Hash)
            {
                assembly.Add(reference, known, known.Part, null);
                continue;
            }

            ReadOnlyMemory<byte> bytes = await parts(reference, cancellationToken).ConfigureAwait(false);
            if (Parse<ApiVersionPart>(bytes, out string? unreadable) is not { } part)
            {
                assembly.Add(reference, null, null, $"The part cannot be read: {unreadable}");
                continue;
            }

            var (model, reason) = await CompileVersionAsync(reference, part, contracts, known, parts, cancellationToken).ConfigureAwait(false);
            assembly.Add(reference, model, part, reason);
        }

        return assembly.Build(manifest.Revision);
    }

    private async ValueTask<TrafficModel> CompileTrafficAsync(
        SnapshotManifest manifest, TrafficModel? previous, PartReader parts, CancellationToken cancellationToken)
    {
        if (manifest.Parts.Where(part => part.Kind == SnapshotPartKind.Traffic).ToArray() is not [var reference])
            throw new SnapshotContentException("The snapshot must have exactly one traffic part.");
        if (previous?.Reference.Hash == reference.Hash)
            return previous;
        ReadOnlyMemory<byte> bytes = await parts(reference, cancellationToken).ConfigureAwait(false);
        return new TrafficModel(reference, Parse<TrafficPart>(bytes, out string? reason)
            ?? throw new SnapshotContentException($"The traffic part cannot be read: {reason}"), previous, authentication, admissions, clients);
    }

    private static async ValueTask<(ApiVersionModel? Model, string? Reason)> CompileVersionAsync(
        SnapshotPartReference reference, ApiVersionPart part, Dictionary<string, SnapshotPartReference> contracts, ApiVersionModel? known, PartReader parts,
        CancellationToken cancellationToken)
    {
        if (!contracts.TryGetValue(part.ContractHash, out SnapshotPartReference? contractReference))
            return (null, "The snapshot does not have the contract.");
        if (part.Canonical.FirstOrDefault(entity => !contracts.ContainsKey(entity.Hash)) is { } missing)
            return (null, $"The snapshot does not have the schema of the canonical entity '{missing.Entity}'.");
        SnapshotPartReference[] entities = [.. part.Canonical.Select(entity => contracts[entity.Hash])];
        bool comparesAnswers = part.Shadow?.Compare.Contains(ShadowComparison.Schema) == true;
        if (known is not null && known.Part.ContractHash == part.ContractHash && known.Part.BasePath == part.BasePath && known.Contract.Covers(part)
            && (!comparesAnswers || known.Answers is not null))
        {
            return Model(reference, contractReference, entities, part, known.Contract, known.Answers);
        }

        ReadOnlyMemory<byte> contractBytes = await parts(contractReference, cancellationToken).ConfigureAwait(false);
        Dictionary<string, ReadOnlyMemory<byte>> canonical = new(StringComparer.Ordinal);
        foreach (SnapshotPartReference entity in entities)
            canonical[entity.Hash] = await parts(entity, cancellationToken).ConfigureAwait(false);
        (CompiledContract? contract, string? reason) = Compile(part, contractBytes, canonical);
        return contract is null
            ? (null, reason)
            : Model(reference, contractReference, entities, part, contract, comparesAnswers ? CompileAnswers(contractBytes) : null);
    }

    private static (ApiVersionModel? Model, string? Reason) Model(
        SnapshotPartReference reference, SnapshotPartReference contractReference, IReadOnlyList<SnapshotPartReference> entities, ApiVersionPart part,
        CompiledContract contract, AnswerSchemas? answers)
    {
        try
        {
            return (new ApiVersionModel(reference, contractReference, part, contract) { Answers = answers, CanonicalReferences = entities }, null);
        }
        catch (SnapshotContentException error)
        {
            return (null, error.Message);
        }
    }

    private static (CompiledContract? Contract, string? Reason) Compile(
        ApiVersionPart part, ReadOnlyMemory<byte> bytes, Dictionary<string, ReadOnlyMemory<byte>> canonical)
    {
        try
        {
            return ContractCompiler.Compile(part, bytes, canonical);
        }
#pragma warning disable CA1031 // A defect that one contract brings to light must not keep all other APIs from their update.
        catch (Exception error)
#pragma warning restore CA1031
        {
            return (null, $"The contract could not be compiled: {error.GetType().Name}: {error.Message}");
        }
    }

    private static AnswerSchemas? CompileAnswers(ReadOnlyMemory<byte> bytes)
    {
        try
        {
            return AnswerSchemas.Compile(bytes);
        }
#pragma warning disable CA1031 // Calls are served all the same; only what the shadow answers is not compared by its bodies.
        catch (Exception)
#pragma warning restore CA1031
        {
            return null;
        }
    }

    private static T? Parse<T>(ReadOnlyMemory<byte> bytes, out string? reason)
        where T : class
    {
        try
        {
            T? value = JsonSerializer.Deserialize<T>(bytes.Span, ProtocolJson.Options);
            reason = value is null ? "it is null" : null;
            return value;
        }
        catch (JsonException error)
        {
            reason = error.Message;
            return null;
        }
    }
}
