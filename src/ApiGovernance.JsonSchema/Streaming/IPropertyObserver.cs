using ApiGovernance.JsonSchema.Input;

namespace ApiGovernance.JsonSchema.Streaming;

/// <summary>
/// Told of the properties of objects while they are read. Implemented by structs, so that an executor without one is compiled
/// as if nobody asked. What it was told of a text that turns out to be invalid means nothing.
/// </summary>
internal interface IPropertyObserver
{
    /// <summary>A property that the plan names begins; its value follows, then <see cref="Leave"/>.</summary>
    void Enter(ObjectPlan plan, int property);

    /// <summary>A property that the plan does not name begins.</summary>
    void EnterOther(ObjectPlan plan, ReadOnlySpan<byte> name);

    /// <summary>The value of the property entered last has ended.</summary>
    void Leave();

    /// <summary>The value is an array; its items follow, then <see cref="LeaveItems"/>.</summary>
    void EnterItems();

    /// <summary>The array has ended.</summary>
    void LeaveItems();

    /// <summary>The value was read onto a tape as a whole.</summary>
    void OnTape(JsonView view);
}

/// <summary>Nobody asks.</summary>
internal readonly struct NoObserver : IPropertyObserver
{
    public void Enter(ObjectPlan plan, int property)
    {
    }

    public void EnterOther(ObjectPlan plan, ReadOnlySpan<byte> name)
    {
    }

    public void Leave()
    {
    }

    public void EnterItems()
    {
    }

    public void LeaveItems()
    {
    }

    public void OnTape(JsonView view)
    {
    }
}
