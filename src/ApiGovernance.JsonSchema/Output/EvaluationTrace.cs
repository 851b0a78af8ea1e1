using ApiGovernance.JsonSchema.Evaluation;
using ApiGovernance.JsonSchema.Input;
using ApiGovernance.JsonSchema.Instructions;

namespace ApiGovernance.JsonSchema.Output;

/// <summary>Follows an evaluation that explains: where it is, which values are secret, and the annotations of what succeeded.</summary>
internal sealed class EvaluationTrace(bool annotates, bool everyAlternative)
{
    private Frame[] _frames = new Frame[32];
    private int _count;

    public bool Annotates => annotates;

    public bool EveryAlternative => everyAlternative;

    /// <summary>Values, by token, that some schema calls secret; what lies in them is as well.</summary>
    public List<int> Secrets { get; } = [];

    public List<PendingAnnotation> Annotations { get; } = [];

    public void Enter(SchemaNode node, int token)
    {
        if (_count == _frames.Length)
            Array.Resize(ref _frames, _count * 2);
        ref Frame frame = ref _frames[_count];
        bool deeper = _count > 0 && _frames[_count - 1].Token != token;
        frame.Depth = _count == 0 ? 0 : _frames[_count - 1].Depth + (deeper ? 1 : 0);
        frame.Node = node;
        frame.Running = null;
        frame.Token = token;
        frame.Annotations = Annotations.Count;
        frame.Children = null;
        _count++;
        if (node.IsSecret)
            Secrets.Add(token);
    }

    public void Running(Instruction instruction) => _frames[_count - 1].Running = instruction;

    public void Leave(JsonView view, bool valid)
    {
        ref Frame frame = ref _frames[--_count];
        if (!annotates)
            return;
        if (!valid)
        {
            Annotations.RemoveRange(frame.Annotations, Annotations.Count - frame.Annotations);
            return;
        }

        _count++;
        foreach ((string keyword, byte[] value) in NodeAnnotations.Of(frame.Node, view, frame.Token, frame.Children))
            Annotations.Add(new PendingAnnotation(frame.Token, frame.Node, keyword, value, Trail(keyword)));
        _count--;
        if (_count > 0 && _frames[_count - 1].Token != frame.Token)
            (_frames[_count - 1].Children ??= []).Add((Step(_count).Segment, frame.Token));
    }

    public EvaluationTrail Trail(string suffix)
    {
        var steps = new EvaluationStep[_count];
        for (int i = 0; i < steps.Length; i++)
            steps[i] = Step(i);
        return new EvaluationTrail(steps, suffix);
    }

    public bool IsSecret(JsonView view, int token)
    {
        foreach (int secret in Secrets)
        {
            if (secret <= token && token < view.Next(secret))
                return true;
        }

        return false;
    }

    private EvaluationStep Step(int index) => new(_frames[index].Node, index == 0 ? null : _frames[index - 1].Running, _frames[index].Depth);

    private struct Frame
    {
        public SchemaNode Node;
        public Instruction? Running;
        public int Token;
        public int Depth;

        /// <summary>How many annotations there were before: those after it fall with the schema.</summary>
        public int Annotations;

        /// <summary>The children of the value that satisfied a subschema, with the subschema's place below this one.</summary>
        public List<(string Segment, int Token)>? Children;
    }
}

/// <summary>An annotation whose pointers are not written out yet.</summary>
internal readonly record struct PendingAnnotation(int Token, SchemaNode Site, string Keyword, byte[] Value, EvaluationTrail Trail);
