using System.Runtime.CompilerServices;
using ApiGovernance.OpenApi.Documents;
using ApiGovernance.OpenApi.Findings;
using Jint;
using Jint.Native;
using Jint.Native.Function;
using Jint.Native.Object;
using Jint.Runtime;

namespace ApiGovernance.Linting.JavaScript;

/// <summary>Makes document nodes of values that a script made: options, schemas, rulesets. What JSON cannot say is left out, as JSON.stringify has it.</summary>
/// <param name="span">Where they are said to be written.</param>
internal sealed class ScriptNodes(SourceSpan span, Func<JsValue, DocumentNode?> shown)
{
    private const int MaxDepth = 200;

    // Options that are regular expressions go through the ruleset as text; a function of the ruleset gets them back as what they were.
    private static readonly ConditionalWeakTable<DocumentNode, RegExpText> RegExps = [];

    /// <summary>Null for what JSON has no word for: undefined, functions and symbols.</summary>
    /// <exception cref="RulesetScriptException">It is too deep, or leads back to itself.</exception>
    public DocumentNode? Of(JsValue value, int depth = 0)
    {
        if (depth > MaxDepth)
            throw new RulesetScriptException("a value is nested too deeply, or in a circle");
        switch (value)
        {
            case JsString text:
                return DocumentNode.String(span, text.ToString());
            case JsNumber number:
                return Number(number);
            case JsBoolean boolean:
                return DocumentNode.Boolean(span, boolean == JsBoolean.True);
            case JsNull:
                return DocumentNode.Null(span);
            case JsBigInt big:
                return DocumentNode.Number(span, big.ToString());
            case Function or JsSymbol or JsUndefined:
                return null;
            case JsRegExp pattern:
                return RegExp(pattern);
            case JsDate date:
                return DocumentNode.String(span, TypeConverter.ToString(date.Get("toISOString").Call(date, [])));
            case ObjectInstance made when shown(made) is { } node:
                return node;
            case JsArray array:
                return DocumentNode.Array(span, [.. Enumerable.Range(0, (int)array.Length).Select(i => Of(array[(uint)i], depth + 1) ?? DocumentNode.Null(span))]);
            case ObjectInstance made:
                return DocumentNode.Object(span, [.. Members(made, depth)]);
            default:
                return null;
        }
    }

    /// <summary>The own enumerable members, in order.</summary>
    public static IEnumerable<(string Name, JsValue Value)> Entries(ObjectInstance made) =>
        made.GetOwnPropertyKeys(Types.String).Where(key => made.GetOwnProperty(key).Enumerable).Select(key => (key.ToString(), made.Get(key)));

    public DocumentNode Object(IEnumerable<(string Name, DocumentNode? Value)> members) =>
        DocumentNode.Object(span, [.. members.Where(member => member.Value is not null).Select(member => new DocumentMember(member.Name, span, member.Value!))]);

    public DocumentNode Array(IEnumerable<DocumentNode> items) => DocumentNode.Array(span, [.. items]);

    public DocumentNode Text(string text) => DocumentNode.String(span, text);

    public static RegExpText? RegExpOf(DocumentNode node) => RegExps.TryGetValue(node, out RegExpText? pattern) ? pattern : null;

    private IEnumerable<DocumentMember> Members(ObjectInstance made, int depth)
    {
        foreach ((string name, JsValue value) in Entries(made))
        {
            if (Of(value, depth + 1) is { } node)
                yield return new DocumentMember(name, span, node);
        }
    }

    private DocumentNode Number(JsNumber number)
    {
        double value = TypeConverter.ToNumber(number);
        return double.IsFinite(value) ? DocumentNode.Number(span, value == 0 ? "0" : TypeConverter.ToString(number)) : DocumentNode.Null(span);
    }

    private DocumentNode RegExp(JsRegExp pattern)
    {
        RegExpText text = new(pattern.Source, pattern.Flags);
        DocumentNode node = DocumentNode.String(span, $"/{text.Source}/{text.Flags}");
        RegExps.Add(node, text);
        return node;
    }
}

internal sealed record RegExpText(string Source, string Flags);
