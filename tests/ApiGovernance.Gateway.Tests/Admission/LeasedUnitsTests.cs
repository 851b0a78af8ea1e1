using ApiGovernance.Gateway.Admission.Limits;

namespace ApiGovernance.Gateway.Tests.Admission;

/// <summary>Units that were not used go back to the segment of the window that counts them.</summary>
public class LeasedUnitsTests
{
    private const long Segment = 100;

    private static List<(double Units, long Segment)> Lots(LeasedUnits units)
    {
        List<(double, long)> lots = [];
        while (units.Total > 0)
        {
            var (count, since) = units.TakeLot();
            lots.Add((count, since / Segment));
        }

        return lots;
    }

    [Fact]
    public void The_oldest_are_used_first_and_the_others_go_back_to_where_they_were_taken()
    {
        LeasedUnits units = new(Segment);
        units.Add(10, 50);
        units.Add(2, 99);
        units.Add(5, 130);
        units.Total.ShouldBe(17);

        units.Use(9);

        Lots(units).ShouldBe([(3, 0), (5, 1)]);
        units.Total.ShouldBe(0);
    }

    [Fact]
    public void What_is_used_beyond_the_older_lot_is_of_the_newer()
    {
        LeasedUnits units = new(Segment);
        units.Add(4, 50);
        units.Add(5, 130);
        units.Use(6);

        Lots(units).ShouldBe([(3, 1)]);
    }

    [Fact]
    public void Of_more_than_two_lots_units_count_as_older_and_never_as_newer()
    {
        LeasedUnits units = new(Segment);
        units.Add(1, 50);
        units.Add(2, 150);
        units.Add(4, 250);

        Lots(units).ShouldBe([(3, 0), (4, 2)]);
    }

    [Fact]
    public void Lots_stay_apart_when_they_move_on_and_meet_others()
    {
        LeasedUnits held = new(Segment), back = new(Segment);
        back.Add(1, 10);
        held.Add(2, 120);
        held.Add(4, 250);
        held.Return(1);

        held.MoveTo(back);

        held.Total.ShouldBe(0);
        Lots(back).ShouldBe([(4, 0), (4, 2)]);
    }
}
