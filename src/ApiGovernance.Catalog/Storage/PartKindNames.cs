using System.Text.Json;
using ApiGovernance.Protocol;
using ApiGovernance.Protocol.Snapshots;

namespace ApiGovernance.Catalog.Storage;

/// <summary>Kinds of snapshot parts as they are written, e.g. <c>api-version</c>.</summary>
internal static class PartKindNames
{
    private static readonly Dictionary<SnapshotPartKind, string> Names = Enum.GetValues<SnapshotPartKind>().ToDictionary(
        kind => kind, kind => JsonSerializer.SerializeToElement(kind, ProtocolJson.Options).GetString()!);

    private static readonly Dictionary<string, SnapshotPartKind> Kinds = Names.ToDictionary(pair => pair.Value, pair => pair.Key, StringComparer.Ordinal);

    public static string Of(SnapshotPartKind kind) => Names[kind];

    public static SnapshotPartKind Parse(string name) =>
        Kinds.TryGetValue(name, out SnapshotPartKind kind) ? kind : throw new JsonException($"The store holds a snapshot part of the unknown kind '{name}'.");
}
