using System.Text;
using ApiGovernance.JsonSchema.Evaluation;
using ApiGovernance.JsonSchema.Input;

namespace ApiGovernance.JsonSchema.Instructions;

/// <summary>enum and const: the value is one of those the schema states.</summary>
internal sealed class EnumInstruction : Instruction
{
    private const int ShownValues = 20;

    // Of more values than these that are not strings, comparing with every one would make a long enum quadratic.
    private const int Few = 16;

    private readonly JsonLiteral[] _all;
    private readonly JsonLiteral[] _others;
    private readonly PropertyTable _strings;
    private readonly Dictionary<int, JsonLiteral[]>? _byHash;

    public EnumInstruction(SchemaNode site, string keyword, JsonLiteral[] values)
        : base(site, keyword)
    {
        _all = values;
        _others = Array.FindAll(values, static v => v.Kind != JsonKind.String);
        _strings = new PropertyTable(values.Where(static v => v.Kind == JsonKind.String).Select(static v => v.View.Text(0).ToArray()));
        if (_others.Length > Few)
            _byHash = _others.GroupBy(static v => JsonEquality.Hash(v.View, 0)).ToDictionary(static g => g.Key, static g => g.ToArray());
    }

    public IReadOnlyList<JsonLiteral> Values => _all;

    public override bool Run(ref Evaluator e, int token, bool track)
    {
        if (e.View.Kind(token) == JsonKind.String)
        {
            int expected = 0;
            if (_strings.Find(e.View.Text(token), ref expected) >= 0)
                return true;
        }
        else
        {
            foreach (JsonLiteral value in Candidates(e.View, token))
            {
                if (JsonEquality.AreEqual(e.View, token, value.View, 0))
                    return true;
            }
        }

        if (!e.Collecting)
            return false;
        string list = Describe();
        return e.Report(token, this, _all.Length == 1 ? $"The value must be {list}." : $"The value must be one of {list}.", list);
    }

    /// <summary>Those that may be equal: of many, the ones with the same hash.</summary>
    private JsonLiteral[] Candidates(JsonView view, int token)
    {
        if (_byHash is null)
            return _others;
        return _byHash.TryGetValue(JsonEquality.Hash(view, token), out JsonLiteral[]? same) ? same : [];
    }

    private string Describe()
    {
        var text = new StringBuilder();
        for (int i = 0; i < _all.Length; i++)
        {
            if (i == ShownValues || text.Length > 400)
                return text.Append(", and ").Append(_all.Length - i).Append(" more").ToString();
            text.Append(i == 0 ? "" : ", ").Append(_all[i]);
        }

        return text.ToString();
    }
}
