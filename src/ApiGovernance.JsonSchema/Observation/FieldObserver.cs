using ApiGovernance.JsonSchema.Input;
using ApiGovernance.JsonSchema.Streaming;

namespace ApiGovernance.JsonSchema.Observation;

/// <summary>Notes properties while a text is read: for one that was seen before, a look-up by its index and a comparison.</summary>
internal struct FieldObserver(FieldUsage usage, UsageNode root) : IPropertyObserver
{
    private UsageNode _at = root;

    /// <summary>Arrays that were entered since <see cref="_at"/>; they get a node when they turn out to hold a property.</summary>
    private int _arrays;

    /// <summary>Values that were entered since the last one there was room for.</summary>
    private int _lost;

    public void Enter(ObjectPlan plan, int property)
    {
        if (_arrays + _lost == 0 && ReferenceEquals(_at.Plan, plan) && _at.ByIndex[property] is { } known)
        {
            usage.Touch(known);
            _at = known;
            return;
        }

        EnterSlowly(plan, property);
    }

    public void EnterOther(ObjectPlan plan, ReadOnlySpan<byte> name)
    {
        if (HasPlace())
            Go(usage.Property(_at, name));
    }

    public void Leave()
    {
        if (_lost > 0)
            _lost--;
        else
            _at = _at.Parent!;
    }

    public void EnterItems()
    {
        if (_lost > 0)
            _lost++;
        else
            _arrays++;
    }

    public void LeaveItems()
    {
        if (_lost > 0)
            _lost--;
        else if (_arrays > 0)
            _arrays--;
        else
            _at = _at.Parent!;
    }

    public void OnTape(JsonView view)
    {
        if (_lost == 0 && view.Kind(0) is JsonKind.Object or JsonKind.Array && HasPlace(entering: false))
            TapeObservation.Note(usage, _at, view, 0);
    }

    private void EnterSlowly(ObjectPlan plan, int property)
    {
        if (!HasPlace())
            return;
        UsageNode? child = ReferenceEquals(_at.Plan, plan) && _at.ByIndex[property] is { } known ? known : null;
        if (child is not null)
        {
            usage.Touch(child);
        }
        else
        {
            child = usage.Property(_at, plan.Keys.Names[property]);
            if (child is not null)
                _at.Remember(plan, property, child);
        }

        Go(child);
    }

    private void Go(UsageNode? child)
    {
        if (child is null)
            _lost++;
        else
            _at = child;
    }

    /// <summary>Makes the nodes of the arrays entered; false, and one more value lost, when there is no room.</summary>
    private bool HasPlace(bool entering = true)
    {
        while (_lost == 0 && _arrays > 0)
        {
            if (usage.Items(_at) is { } items)
            {
                _at = items;
                _arrays--;
            }
            else
            {
                // Each of these arrays will be left as one that was lost.
                (_lost, _arrays) = (_arrays, 0);
            }
        }

        if (_lost == 0)
            return true;
        if (entering)
            _lost++;
        return false;
    }
}
