using System.Runtime.CompilerServices;
using ApiGovernance.Linting.Views;
using ApiGovernance.OpenApi.Documents;

namespace ApiGovernance.Linting.Paths.Automata;

/// <summary>A value on the way down, and which of its children is next.</summary>
internal struct WalkFrame
{
    public DocumentNode Node;
    public AutomatonState State;
    public IReadOnlyList<DocumentMember>? Members;
    public int Count;
    public int Next;

    /// <summary>The key under which it stands; null for an item.</summary>
    public string? Name;
    public int Index;

    /// <summary>Where a reference led to.</summary>
    public ResolvedNode? Target;

    /// <summary>The way to it in words; made when a filter asks for `@path` below.</summary>
    public string? Path;

    /// <summary>Made when something at or below it is reached.</summary>
    public DocumentPlace? Place;
}

/// <summary>Nodes and states are themselves; only the name is compared by its text.</summary>
internal sealed class EnteredComparer : IEqualityComparer<(DocumentNode Node, AutomatonState State, string Name)>
{
    public static EnteredComparer Instance { get; } = new();

    public bool Equals((DocumentNode Node, AutomatonState State, string Name) x, (DocumentNode Node, AutomatonState State, string Name) y) =>
        ReferenceEquals(x.Node, y.Node) && ReferenceEquals(x.State, y.State) && string.Equals(x.Name, y.Name, StringComparison.Ordinal);

    public int GetHashCode((DocumentNode Node, AutomatonState State, string Name) obj) =>
        HashCode.Combine(RuntimeHelpers.GetHashCode(obj.Node), RuntimeHelpers.GetHashCode(obj.State), string.GetHashCode(obj.Name, StringComparison.Ordinal));
}
