using System.Text;
using ApiGovernance.JsonSchema.Evaluation;
using ApiGovernance.JsonSchema.Input;

namespace ApiGovernance.JsonSchema.Instructions;

/// <summary>enum and const: the value is one of those the schema states.</summary>
internal sealed class EnumInstruction : Instruction
{
    private const int ShownValues = 20;

    private readonly JsonLiteral[] _all;
    private readonly JsonLiteral[] _others;
    private readonly PropertyTable _strings;

    public EnumInstruction(SchemaNode site, string keyword, JsonLiteral[] values)
        : base(site, keyword)
    {
        _all = values;
        _others = Array.FindAll(values, static v => v.Kind != JsonKind.String);
        _strings = new PropertyTable(values.Where(static v => v.Kind == JsonKind.String).Select(static v => v.View.Text(0).ToArray()));
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
            foreach (JsonLiteral value in _others)
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
