using ApiGovernance.OpenApi.Documents;
using Jint;
using Jint.Native;
using Jint.Native.Object;
using Jint.Runtime;
using Jint.Runtime.Descriptors;

namespace ApiGovernance.Linting.JavaScript;

/// <summary>
/// An object of the document as a script sees it: a plain, frozen object whose members are read from the document when they are asked
/// for, in the order of the text. Nothing is copied.
/// </summary>
internal sealed class DocumentObject(Engine engine, DocumentNode node, DocumentValues values) : ObjectInstance(engine)
{
    public DocumentNode Node { get; } = node;

    public override bool Extensible => false;

    public override bool PreventExtensions() => true;

    protected override bool TryGetOwnPropertyValue(JsValue property, JsValue receiver, out JsValue value)
    {
        if (Find(property) is { } member)
        {
            value = values.Of(member);
            return true;
        }

        value = Undefined;
        return false;
    }

    public override PropertyDescriptor GetOwnProperty(JsValue property) => Find(property) is { } member
        ? new PropertyDescriptor(values.Of(member), PropertyFlag.OnlyEnumerable)
        : PropertyDescriptor.Undefined;

    protected override OwnPropertyProbe ProbeOwnProperty(JsValue property) =>
        Find(property) is null ? OwnPropertyProbe.Missing : OwnPropertyProbe.Enumerable;

    public override List<JsValue> GetOwnPropertyKeys(Types types = Types.String | Types.Symbol)
    {
        List<JsValue> keys = new(Node.Members.Count);
        if ((types & Types.String) != 0)
        {
            for (int i = 0; i < Node.Members.Count; i++)
                keys.Add(Node.Members[i].Name);
        }

        return keys;
    }

    public override IEnumerable<KeyValuePair<JsValue, PropertyDescriptor>> GetOwnProperties()
    {
        for (int i = 0; i < Node.Members.Count; i++)
            yield return new(Node.Members[i].Name, new PropertyDescriptor(values.Of(Node.Members[i].Value), PropertyFlag.OnlyEnumerable));
    }

    public override bool Set(JsValue property, JsValue value, JsValue receiver) => false;

    public override bool DefineOwnProperty(JsValue property, PropertyDescriptor desc) => false;

    public override bool Delete(JsValue property) => Find(property) is null;

    private DocumentNode? Find(JsValue property) => property switch
    {
        JsString name => Node[name.ToString()],
        JsNumber number => Node[TypeConverter.ToString(number)],
        _ => null,
    };
}
