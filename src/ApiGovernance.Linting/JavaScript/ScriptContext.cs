using System.Globalization;
using ApiGovernance.Linting.Functions;
using ApiGovernance.Linting.Rulesets;
using ApiGovernance.Linting.Views;
using ApiGovernance.OpenApi.Documents;
using ApiGovernance.OpenApi.Findings;
using Jint;
using Jint.Native;
using Jint.Native.Object;
using Jint.Runtime;
using Jint.Runtime.Descriptors;
using Jint.Runtime.Interop;

namespace ApiGovernance.Linting.JavaScript;

/// <summary>The third argument of a function, as Spectral has it: the path, the document, the documents around it and the rule.</summary>
internal sealed class ScriptContext(Engine engine, DocumentView view, DocumentValues values)
{
    private readonly Dictionary<LintRule, JsObject> _rules = new(ReferenceEqualityComparer.Instance);
    private JsObject? _document;
    private JsObject? _inventory;
    private (DocumentView View, DocumentValues Values)? _resolved;

    public JsObject Of(LintTarget target)
    {
        JsObject context = new(engine);
        context.CreateDataProperty("document", _document ??= Document());
        context.CreateDataProperty("documentInventory", _inventory ??= Inventory());
        context.CreateDataProperty("rule", Rule(target.Rule));
        context.CreateDataProperty("path", Path(target.Place, target.Missing));
        return context;
    }

    /// <summary>Names of members, and indices of items as numbers.</summary>
    private JsArray Path(DocumentPlace place, IEnumerable<string> missing)
    {
        Stack<JsValue> way = new();
        for (DocumentPlace at = place; at.Parent is not null; at = at.Parent)
            way.Push(at.Parent.Node.IsArray ? int.Parse(at.Name, CultureInfo.InvariantCulture) : at.Name);
        return new JsArray(engine, [.. way, .. missing.Select(name => (JsValue)name)]);
    }

    private JsObject Document()
    {
        JsObject document = new(engine);
        document.CreateDataProperty("source", view.Bundle.Root.Path);
        Lazy(document, "input", () => System.Text.Encoding.UTF8.GetString(view.Bundle.Root.Bytes.Span));
        Lazy(document, "data", () => Written.OfMeant(view.Bundle.Root.Root));
        Lazy(document, "formats", Formats);
        document.CreateDataProperty("diagnostics", new JsArray(engine, []));
        JsObject parsed = new(engine);
        Lazy(parsed, "data", () => Written.OfMeant(view.Bundle.Root.Root));
        document.CreateDataProperty("parserResult", parsed);
        document.CreateDataProperty("getRangeForJsonPath", new ClrFunction(engine, "getRangeForJsonPath", (_, arguments) => Range(Find(arguments.At(0)).Place), 2));
        return document;
    }

    private JsObject Inventory()
    {
        JsObject inventory = new(engine);
        JsObject document = _document ??= Document();
        inventory.CreateDataProperty("document", document);
        inventory.CreateDataProperty("source", view.Bundle.Root.Path);
        Lazy(inventory, "formats", () => document.Get("formats"));
        Lazy(inventory, "resolved", () => Resolved.Values.OfMeant(Resolved.View.Root.Node));
        Lazy(inventory, "graph", () => ReferenceGraph.Of(engine, Resolved.View, Resolved.Values));
        Lazy(inventory, "unresolved", () => document.Get("data"));
        inventory.CreateDataProperty("errors", new JsArray(engine, []));
        inventory.CreateDataProperty("referencedDocs", new JsObject(engine));
        inventory.CreateDataProperty("findAssociatedItemForPath", new ClrFunction(engine, "findAssociatedItemForPath", (_, arguments) => Associated(document, arguments.At(0)), 2));
        return inventory;
    }

    // The same objects as the rule's own values where the rule looks at that view.
    private DocumentValues Written => field ??= view.Resolved ? new DocumentValues(engine, new DocumentView(view.Bundle, resolved: false)) : values;

    private (DocumentView View, DocumentValues Values) Resolved => _resolved ??= view.Resolved ? (view, values) : OfView(new DocumentView(view.Bundle, resolved: true));

    private (DocumentView View, DocumentValues Values) OfView(DocumentView other) => (other, new DocumentValues(engine, other));

    private JsObject Rule(LintRule rule)
    {
        if (_rules.TryGetValue(rule, out JsObject? known))
            return known;
        JsObject shown = new(engine);
        shown.CreateDataProperty("name", rule.Id);
        shown.CreateDataProperty("severity", rule.Severity switch { Severity.Error => 0, Severity.Warning => 1, Severity.Info => 2, _ => 3 });
        shown.CreateDataProperty("description", rule.Description ?? JsValue.Null);
        shown.CreateDataProperty("message", rule.Message ?? JsValue.Null);
        shown.CreateDataProperty("documentationUrl", rule.HelpUri ?? JsValue.Null);
        shown.CreateDataProperty("resolved", rule.Resolved);
        shown.CreateDataProperty("enabled", true);
        shown.CreateDataProperty("recommended", true);
        shown.CreateDataProperty("given", new JsArray(engine, [.. rule.Given.Texts.Select(text => (JsValue)text)]));
        shown.CreateDataProperty("formats", rule.Formats is null ? JsValue.Null : FormatSetOf(rule.Formats.Value));
        shown.CreateDataProperty("extensions", JsValue.Null);
        JsObject definition = new(engine);
        definition.CreateDataProperty("severity", shown.Get("severity"));
        shown.CreateDataProperty("definition", definition);
        return _rules[rule] = shown;
    }

    private Jint.Native.Object.ObjectInstance Formats() => FormatSetOf(RuleFormats.Of(view.Bundle.Root.Root));

    /// <summary>A JavaScript set of the functions that `@stoplight/spectral-formats` exports: functions ask it by them.</summary>
    private Jint.Native.Object.ObjectInstance FormatSetOf(FormatSet formats)
    {
        JsValue library = engine.Modules.Import("@stoplight/spectral-formats").Get("byName");
        return engine.Construct("Set", [new JsArray(engine, [.. RuleFormats.Names(formats).Select(name => library.Get(name)).Where(format => !format.IsUndefined())])]);
    }

    private (DocumentPlace Place, bool Whole) Find(JsValue path)
    {
        DocumentPlace place = view.Root;
        foreach (JsValue name in path is JsArray names ? names.ToArray() : [])
        {
            if (place.Child(TypeConverter.ToString(name), view) is not { } next)
                return (place, false);
            place = next;
        }

        return (place, true);
    }

    private JsObject Associated(JsObject document, JsValue path)
    {
        JsObject item = new(engine);
        (DocumentPlace place, bool whole) = Find(path);
        item.CreateDataProperty("document", document);
        item.CreateDataProperty("path", new JsArray(engine, [.. (JsonPointer.Parse(place.Pointer) ?? []).Select(name => (JsValue)name)]));
        item.CreateDataProperty("missingPropertyPath", whole ? new JsArray(engine, []) : path);
        return item;
    }

    private JsObject Range(DocumentPlace place)
    {
        SourceSpan span = place.Span(view);
        JsObject range = new(engine);
        range.CreateDataProperty("start", Position(span.Line, span.Column));
        range.CreateDataProperty("end", Position(span.EndLine, span.EndColumn));
        return range;
    }

    private JsObject Position(int line, int column)
    {
        JsObject position = new(engine);
        position.CreateDataProperty("line", line - 1);
        position.CreateDataProperty("character", column - 1);
        return position;
    }

    private static void Lazy(ObjectInstance made, string name, Func<JsValue> value) =>
        made.FastSetProperty(name, PropertyDescriptor.CreateLazy(value, PropertyFlag.ConfigurableEnumerableWritable));
}
