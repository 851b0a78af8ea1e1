using ApiGovernance.Linting.Functions;
using ApiGovernance.Linting.Paths.Filters;
using ApiGovernance.Linting.Views;
using ApiGovernance.OpenApi.Documents;

namespace ApiGovernance.Linting.Paths.Automata;

/// <summary>
/// Walks a view of a document once and tells what the paths of an automaton reach, in the order of the document. What several references
/// lead to is entered once for each state of the automaton: the same rules would say the same of it. So circles end, too.
/// </summary>
/// <remarks>It keeps its own stack: the depth of a document cannot overflow the thread's.</remarks>
internal sealed class PathWalker(DocumentView view, PathAutomaton automaton, Action<int, DocumentPlace, bool> reached) : ICandidateWay
{
    /// <summary>Edges of one walk in which every way counts; such a rule is given up beyond.</summary>
    private const int MaxEdges = 1_000_000;

    private readonly HashSet<(DocumentNode, AutomatonState, string)> _entered = new(EnteredComparer.Instance);
    private readonly HashSet<(DocumentNode, int)> _told = [];
    private WalkFrame[] _open = new WalkFrame[64];
    private int _depth;
    private int _edges;

    FilterValue ICandidateWay.ParentProperty => _depth <= 1 ? FilterValue.Undefined
        : _open[_depth - 1].Name is { } name ? FilterValue.Of(name) : FilterValue.Of(_open[_depth - 1].Index);

    string ICandidateWay.ParentPath
    {
        get
        {
            // Kept with each value on the way: its children ask one after the other.
            for (int i = 0; i < _depth; i++)
                _open[i].Path ??= i == 0 ? "$" : PathText.Below(_open[i - 1].Path!, _open[i].Name, _open[i].Index);
            return _open[_depth - 1].Path!;
        }
    }

    /// <param name="start">What `$` means.</param>
    public void Walk(DocumentPlace start)
    {
        List<int> live = [];
        Candidate root = new(view, null, null, -1, start.Node, this);
        for (int i = 0; i < automaton.Patterns.Count; i++)
        {
            bool holds = true;
            foreach (PathCondition condition in automaton.Patterns[i].Root)
                holds &= condition.Holds(root);
            if (!holds)
                continue;
            live.Add(i);
            if (automaton.Patterns[i].Steps.Count == 0)
                reached(automaton.AcceptanceOf(i).Path, start, automaton.AcceptanceOf(i).IsKey);
        }

        Enter(new WalkFrame { Node = start.Node, State = automaton.Start(live), Index = -1, Place = start });
        while (_depth > 0)
            Step();
    }

    private void Step()
    {
        ref WalkFrame top = ref _open[_depth - 1];
        int next = top.Next++;
        if (next >= top.Count)
        {
            _depth--;
            return;
        }

        string? name = null;
        DocumentNode written;
        AutomatonTransition transition;
        if (top.Members is { } members)
        {
            DocumentMember member = members[next];
            (name, written, transition) = (member.Name, member.Value, top.State.ByName(member.Name));
        }
        else
        {
            (written, transition) = (top.Node.Items[next], top.State.Item);
        }

        DocumentNode child = view.Follow(written, out ResolvedNode? target);
        bool container = child.Kind is NodeKind.Object or NodeKind.Array;
        Outcome outcome = transition.HasConditions && (container || !transition.NeedsContainer)
            ? transition.Ask(new Candidate(view, top.Node, name, name is null ? next : -1, child, this))
            : transition.Unconditional;
        if (automaton.UsesPath && ++_edges > MaxEdges)
            throw new LintFunctionException($"its filter asks for `@path`, and there are more than {MaxEdges} ways through this document");
        WalkFrame frame = new() { Node = child, State = outcome.Next, Name = name, Index = name is null ? next : -1, Target = target };
        foreach (Acceptance acceptance in outcome.Accepted)
        {
            // What several ways lead to is one place, and the same would be said of it.
            if (!acceptance.IsKey && !automaton.UsesPath && view.IsShared(child) && !_told.Add((child, acceptance.Path)))
                continue;
            frame.Place ??= Below(_depth - 1, name, next, child, target);
            reached(acceptance.Path, frame.Place, acceptance.IsKey);
        }

        if (container && !outcome.Next.IsDead)
            Enter(frame);
    }

    private void Enter(WalkFrame frame)
    {
        frame.Members = frame.Node.IsObject ? frame.Node.Members : null;
        frame.Count = frame.Members?.Count ?? frame.Node.Items.Count;
        if (frame.Count == 0 || (view.IsShared(frame.Node) && !IsNew(frame)))
            return;
        if (_depth == _open.Length)
            Array.Resize(ref _open, _open.Length * 2);
        _open[_depth++] = frame;
    }

    private bool IsNew(in WalkFrame frame)
    {
        if (!automaton.UsesPath)
            return _entered.Add((frame.Node, frame.State, automaton.UsesParentProperty ? frame.Name ?? "#" : ""));
        for (int i = 0; i < _depth; i++)
        {
            if (ReferenceEquals(_open[i].Node, frame.Node))
                return false;
        }

        return true;
    }

    private DocumentPlace Below(int depth, string? name, int index, DocumentNode node, ResolvedNode? target)
    {
        ref WalkFrame parent = ref _open[depth];
        parent.Place ??= Below(depth - 1, parent.Name, parent.Index, parent.Node, parent.Target);
        return new DocumentPlace(parent.Place, name ?? index.ToString(System.Globalization.CultureInfo.InvariantCulture), node, target);
    }
}
