using System.Globalization;
using ApiGovernance.Linting.Views;
using ApiGovernance.OpenApi.Documents;
using Jint;
using Jint.Native;

namespace ApiGovernance.Linting.JavaScript;

/// <summary>
/// Shows the values of a view to scripts. Each object and array is made when it is first reached and is the same ever after, so that
/// `===` holds for what several references share. A reference that leads back to where it stands is shown as it is written, as Spectral
/// has it: what a function walks down ends.
/// </summary>
internal sealed class DocumentValues(Engine engine, DocumentView view)
{
    private readonly Dictionary<DocumentNode, JsValue> _values = new(ReferenceEqualityComparer.Instance);
    private readonly Dictionary<JsValue, DocumentNode> _arrays = new(ReferenceEqualityComparer.Instance);
    private readonly Lazy<HashSet<DocumentNode>> _circular = new(() => view.Resolved ? CircularReferences.Of(view) : []);
    private JsValue? _freeze;

    /// <param name="written">A value as it is written; a reference is followed.</param>
    public JsValue Of(DocumentNode written)
    {
        DocumentNode node = view.Follow(written);
        return ReferenceEquals(node, written) || !_circular.Value.Contains(written) ? OfMeant(node) : OfMeant(written);
    }

    /// <param name="node">A value that references were followed for already.</param>
    public JsValue OfMeant(DocumentNode node)
    {
        switch (node.Kind)
        {
            case NodeKind.Null:
                return JsValue.Null;
            case NodeKind.Boolean:
                return node.Text == "true";
            case NodeKind.String:
                return node.Text!;
            case NodeKind.Number:
                return Number(node.Text!);
        }

        if (_values.TryGetValue(node, out JsValue? known))
            return known;
        return node.IsObject ? _values[node] = new DocumentObject(engine, node, this) : Array(node);
    }

    /// <summary>The value of the document that a script holds in its hands; null for what it made itself.</summary>
    public DocumentNode? NodeOf(JsValue value) => value is DocumentObject shown ? shown.Node : _arrays.GetValueOrDefault(value);

    public static double Number(string text) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double number) ? number : double.NaN;

    private JsArray Array(DocumentNode node)
    {
        JsValue[] items = new JsValue[node.Items.Count];
        for (int i = 0; i < items.Length; i++)
            items[i] = Of(node.Items[i]);
        // An item may have led back here.
        if (_values.TryGetValue(node, out JsValue? known))
            return (JsArray)known;
        JsArray array = new(engine, items);
        _values[node] = array;
        _arrays[array] = node;
        engine.Call(_freeze ??= engine.Intrinsics.Object.Get("freeze"), [array]);
        return array;
    }
}
