using System.Runtime.CompilerServices;
using ApiGovernance.JsonSchema.Input;
using ApiGovernance.JsonSchema.Instructions;
using ApiGovernance.JsonSchema.Output;

namespace ApiGovernance.JsonSchema.Evaluation;

/// <summary>
/// Runs compiled nodes over one tape. Without a collector it stops at the first failure; with one it goes on and gathers.
/// Its recursion is as deep as the value times the chain of in-place schemas, and is bounded by the stack that is left.
/// </summary>
internal ref struct Evaluator(
    SchemaProgram program, JsonView view, JsonBuffers buffers, ErrorCollector? errors, EvaluationTrace? trace = null)
{
    public readonly JsonView View = view;
    public readonly JsonBuffers Buffers = buffers;

    private readonly bool _dynamicScope = program.HasDynamicScope;

    // A secret may be called so by a schema that comes after the last error: all of them have to be asked.
    private readonly bool _goesOn = trace is not null && program.HasSecrets;
    private readonly EvaluationTrace? _trace = trace;
    private ErrorCollector? _errors = errors;
    private int _depth;

    public readonly bool Collecting => _errors is not null;

    /// <summary>Whether the errors of every alternative are wanted, not those of the closest alone.</summary>
    public readonly bool ExplainsEveryAlternative => _trace is { EveryAlternative: true };

    /// <summary>Schemas that may still be evaluated.</summary>
    public int Left { get; set; } = program.MaxEvaluations;

    /// <summary>The schema asked for more work or a deeper stack than allowed; whatever was answered since means nothing.</summary>
    public bool Aborted { get; private set; }

    /// <summary>It was aborted because a pattern could not be decided: what is valid or not is not known.</summary>
    public bool Undecided { get; private set; }

    /// <summary>For the running instruction: where in the stack of evaluated values those of its own node begin.</summary>
    public int Mark { get; private set; }

    /// <param name="node">The schema.</param>
    /// <param name="token">The value.</param>
    /// <param name="track">Whether the caller wants to know which children of the value were evaluated.</param>
    public bool Evaluate(SchemaNode node, int token, bool track)
    {
        if (_trace is null)
            return Run(node, token, track);
        _trace.Enter(node, token);
        bool valid = Run(node, token, track || _trace.Annotates);
        _trace.Leave(View, valid && !Aborted);
        return valid;
    }

    private bool Run(SchemaNode node, int token, bool track)
    {
        Instruction[] instructions = node.For(View.Kind(token));
        if (instructions.Length == 0)
            return true;
        if (!Enter())
            return false;

        IntStack scope = Buffers.Scope;
        bool entered = _dynamicScope && (scope.Count == 0 || scope.Top != node.Resource.Id);
        if (entered)
            scope.Push(node.Resource.Id);
        int mark = Buffers.Evaluated.Count;
        bool trackHere = track || node.Tracks;
        bool valid = true, forgotten = false;
        foreach (Instruction instruction in instructions)
        {
            if (forgotten && instruction.NeedsEvaluated)
                break;
            Mark = mark;
            _trace?.Running(instruction);
            if (instruction.Run(ref this, token, trackHere))
                continue;
            valid = false;
            forgotten |= instruction.ForgetsEvaluated;
            if (_errors is null || (_errors.IsFull && !_goesOn) || Aborted)
                break;
        }

        // What a failed schema evaluated does not count, and a sibling must not see what this one did.
        if (!valid || !track)
            Buffers.Evaluated.Count = mark;
        if (entered)
            scope.Count--;
        _depth--;
        return valid;
    }

    /// <summary>Evaluates without collecting errors.</summary>
    public bool Test(SchemaNode node, int token, bool track)
    {
        ErrorCollector? errors = _errors;
        _errors = null;
        bool valid = Evaluate(node, token, track);
        _errors = errors;
        return valid;
    }

    /// <summary>The errors of one alternative, apart from those of the whole validation.</summary>
    public List<PendingError> Explain(SchemaNode node, int token)
    {
        ErrorCollector? errors = _errors;
        // Of an alternative that is only one of many, a few errors tell enough.
        _errors = new ErrorCollector(ExplainsEveryAlternative ? int.MaxValue : 5);
        Evaluate(node, token, track: false);
        List<PendingError> found = _errors.Items;
        _errors = errors;
        return found;
    }

    public readonly void Add(List<PendingError> errors)
    {
        foreach (PendingError error in errors)
            _errors?.Add(error);
    }

    /// <summary>Records a failure; always false, so that it can end an instruction.</summary>
    public readonly bool Report(int token, Instruction instruction, string message, string? expected = null) =>
        Report(token, instruction.Site, instruction.Keyword, instruction.Keyword, message, expected);

    public readonly bool Report(int token, SchemaNode site, string suffix, string keyword, string message, string? expected)
    {
        // What fails because the work allowed is used up is no error of the value.
        if (!Aborted || Undecided)
            _errors?.Add(new PendingError(token, site, suffix, keyword, message, expected, _trace?.Trail(suffix)));
        return false;
    }

    /// <summary>Ends everything: inside <c>not</c> or one of many alternatives, a failure alone could make the value valid.</summary>
    public bool GiveUp(int token, SchemaNode site, string keyword, string message, string? expected)
    {
        Undecided = true;
        Aborted = true;
        return Report(token, site, keyword, keyword, message, expected);
    }

    private bool Enter()
    {
        if (Aborted || --Left < 0 || ((++_depth & 15) == 0 && !RuntimeHelpers.TryEnsureSufficientExecutionStack()))
        {
            Aborted = true;
            return false;
        }

        return true;
    }
}
