using ZkRollup.Sequencer.Risk.Margin;
using ZkRollup.Sequencer.Risk.Options;

namespace ZkRollup.Sequencer.Risk.Tests.Margin;

public class ProtocolBoundsTests
{
    private const long Index = 10_000;
    private static readonly OptionContract Call = new(OptionKind.Call, 9_000, 100);
    private static readonly OptionContract Put = new(OptionKind.Put, 11_000, 100);

    /// <summary>Sound numbers for both contracts: mark 1,000 to 1,500, requirements of 20 % and 15 %.</summary>
    private static readonly OptionMargin Sound = new(1_200, 200_000, 150_000);

    private static (OptionMargin Allowed, MarginClamps Clamps) Clamp(
        OptionContract contract,
        OptionMargin wanted,
        OptionMargin? previous = null,
        long rounds = 1,
        long index = Index)
    {
        MarginResult result =
            ProtocolBounds.Clamp(contract, index, wanted, previous, rounds, out OptionMargin allowed, out MarginClamps clamps);
        Assert.Equal(MarginResult.Valid, result);
        return (allowed, clamps);
    }

    [Fact]
    public void Clamp_AllowedNumbers_AreLeftAlone()
    {
        Assert.Equal((Sound, MarginClamps.None), Clamp(Call, Sound));
        Assert.Equal((Sound, MarginClamps.None), Clamp(Put, Sound, Sound));
    }

    /// <summary>A call's mark: intrinsic 1,000 less 500 to the index; a put's: 500 to its strike.</summary>
    [Theory]
    [InlineData(OptionKind.Call, 499, 500, MarginClamps.MarkAtFloor)]
    [InlineData(OptionKind.Call, 500, 500, MarginClamps.None)]
    [InlineData(OptionKind.Call, 10_000, 10_000, MarginClamps.None)]
    [InlineData(OptionKind.Call, 10_001, 10_000, MarginClamps.MarkAtCeiling)]
    [InlineData(OptionKind.Put, 499, 500, MarginClamps.MarkAtFloor)]
    [InlineData(OptionKind.Put, 500, 500, MarginClamps.None)]
    [InlineData(OptionKind.Put, 11_000, 11_000, MarginClamps.None)]
    [InlineData(OptionKind.Put, 11_001, 11_000, MarginClamps.MarkAtCeiling)]
    public void Clamp_FirstMark_StaysWithinItsBounds(OptionKind kind, long wanted, long expected, MarginClamps clamps)
    {
        OptionContract contract = kind == OptionKind.Call ? Call : Put;
        Assert.Equal((Sound with { MarkTicks = expected }, clamps), Clamp(contract, Sound with { MarkTicks = wanted }));
    }

    [Fact]
    public void Clamp_MarkOutOfTheMoney_MayBeZero() => Assert.Equal(
        (Sound with { MarkTicks = 0 }, MarginClamps.None),
        Clamp(Call with { StrikeTicks = 10_500 }, Sound with { MarkTicks = 0 }));

    /// <summary>5 % of 10,019 is 500.95: both the slack below intrinsic value and the step of a round are 500.</summary>
    [Fact]
    public void Clamp_BoundWithAFraction_IsRoundedToTheStrictSide()
    {
        OptionContract contract = Call with { StrikeTicks = 9_019 };
        Assert.Equal(500, Clamp(contract, Sound with { MarkTicks = 0 }, index: 10_019).Allowed.MarkTicks);
        OptionMargin before = Sound with { MarkTicks = 2_000 };
        Assert.Equal(2_500, Clamp(contract, Sound with { MarkTicks = 9_999 }, before, 1, 10_019).Allowed.MarkTicks);
        Assert.Equal(3_000, Clamp(contract, Sound with { MarkTicks = 9_999 }, before, 2, 10_019).Allowed.MarkTicks);
    }

    [Theory]
    [InlineData(5_000, 9_000, 1, 5_500, MarginClamps.MarkRiseLimited)]
    [InlineData(5_000, 5_501, 1, 5_500, MarginClamps.MarkRiseLimited)]
    [InlineData(5_000, 5_500, 1, 5_500, MarginClamps.None)]
    [InlineData(5_000, 4_500, 1, 4_500, MarginClamps.None)]
    [InlineData(5_000, 4_499, 1, 4_500, MarginClamps.MarkFallLimited)]
    [InlineData(5_000, 2_000, 3, 3_500, MarginClamps.MarkFallLimited)]
    [InlineData(9_800, 10_100, 1, 10_000, MarginClamps.MarkAtCeiling)]
    [InlineData(800, 100, 1, 500, MarginClamps.MarkAtFloor)]
    [InlineData(500, 10_000, 19, 10_000, MarginClamps.None)]
    [InlineData(500, 10_000, 18, 9_500, MarginClamps.MarkRiseLimited)]
    public void Clamp_MarkAfterAnother_MovesFivePercentARound(long before, long wanted, long rounds, long expected, MarginClamps clamps) =>
        Assert.Equal(
            (Sound with { MarkTicks = expected }, clamps),
            Clamp(Call, Sound with { MarkTicks = wanted }, Sound with { MarkTicks = before }, rounds));

    [Theory]
    [InlineData(19, 49_500)]
    [InlineData(20, 50_000)]
    [InlineData(21, 50_000)]
    [InlineData(UnitLimits.RoundsMax, 50_000)]
    public void Clamp_ManyRounds_CountAsTwenty(long rounds, long expected) => Assert.Equal(
        (Sound with { MarkTicks = expected }, MarginClamps.MarkRiseLimited),
        Clamp(new(OptionKind.Put, 60_000, 100), Sound with { MarkTicks = 60_000 }, Sound with { MarkTicks = 40_000 }, rounds));

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public void Clamp_NoRoundOrOne_MovesAsOneRoundAndAtLeastATick(long rounds)
    {
        OptionMargin wanted = Sound with { MarkTicks = 5_000 };
        Assert.Equal(1_000, Clamp(new(OptionKind.Put, 5_000, 100), wanted, Sound with { MarkTicks = 500 }, rounds).Allowed.MarkTicks);
        wanted = new OptionMargin(19, 1_900, 1_900);
        Assert.Equal(16, Clamp(new(OptionKind.Call, 5, 100), wanted, wanted with { MarkTicks = 15 }, rounds, 19).Allowed.MarkTicks);
    }

    /// <summary>The index fell, a call's mark at the old index cannot follow in one round; in the next it can.</summary>
    [Fact]
    public void Clamp_NoMarkWithinBoth_IsRefusedUntilMoreRoundsPass()
    {
        OptionMargin before = Sound with { MarkTicks = 10_000 };
        MarginResult result = ProtocolBounds.Clamp(Call, 9_500, Sound, before, 1, out OptionMargin allowed, out MarginClamps clamps);
        Assert.Equal((MarginResult.NoMarkAllowed, default, MarginClamps.None), (result, allowed, clamps));
        Assert.Equal(10_000 - (2 * 475), Clamp(Call, Sound, before, 2, 9_500).Allowed.MarkTicks);
        Assert.Equal(9_500, Clamp(Call, Sound with { MarkTicks = 9_600 }, before, 2, 9_500).Allowed.MarkTicks);
    }

    /// <summary>Floors of 10 % and 7.5 %, a ceiling of 100 % of the lot's 1,000,000 quanta; maintenance at most initial.</summary>
    [Theory]
    [InlineData(99_999, 90_000, 100_000, 90_000, MarginClamps.InitialAtFloor)]
    [InlineData(100_000, 75_000, 100_000, 75_000, MarginClamps.None)]
    [InlineData(100_000, 74_999, 100_000, 75_000, MarginClamps.MaintenanceAtFloor)]
    [InlineData(1_000_000, 1_000_000, 1_000_000, 1_000_000, MarginClamps.None)]
    [InlineData(1_000_001, 750_000, 1_000_000, 750_000, MarginClamps.InitialAtCeiling)]
    [InlineData(200_000, 200_001, 200_000, 200_000, MarginClamps.MaintenanceAtInitial)]
    [InlineData(0, 0, 100_000, 75_000, MarginClamps.InitialAtFloor | MarginClamps.MaintenanceAtFloor)]
    public void Clamp_FirstRequirements_StayWithinTheirBounds(
        long initial,
        long maintenance,
        long expectedInitial,
        long expectedMaintenance,
        MarginClamps clamps) => Assert.Equal(
            (new OptionMargin(1_200, expectedInitial, expectedMaintenance), clamps),
            Clamp(Call, new OptionMargin(1_200, initial, maintenance)));

    /// <summary>200,000 may rise by 20,000 in 1,200 rounds: 16 and two thirds a round.</summary>
    [Theory]
    [InlineData(1, 200_016)]
    [InlineData(2, 200_033)]
    [InlineData(3, 200_050)]
    [InlineData(1_200, 220_000)]
    [InlineData(0, 200_000)]
    [InlineData(1_201, 220_000)]
    [InlineData(UnitLimits.RoundsMax, 220_000)]
    public void Clamp_RisingInitial_RisesTenPercentAnHour(long rounds, long expected)
    {
        OptionMargin wanted = Sound with { InitialShort = 1_000_000 };
        (OptionMargin allowed, MarginClamps clamps) = Clamp(Call, wanted, Sound, rounds);
        Assert.Equal(expected, allowed.InitialShort);
        Assert.Equal(MarginClamps.InitialRiseLimited, clamps);
        Assert.Equal(MarginClamps.None, Clamp(Call, wanted with { InitialShort = expected }, Sound, rounds).Clamps);
    }

    [Fact]
    public void Clamp_RisingMaintenance_RisesTenPercentAnHour()
    {
        OptionMargin wanted = new(1_200, 200_000, 190_000);
        Assert.Equal((new(1_200, 200_000, 150_012), MarginClamps.MaintenanceRiseLimited), Clamp(Call, wanted, Sound, 1));
        Assert.Equal((new(1_200, 200_000, 165_000), MarginClamps.MaintenanceRiseLimited), Clamp(Call, wanted, Sound, 1_200));
    }

    [Fact]
    public void Clamp_FallingRequirements_FallAtOnce()
    {
        OptionMargin low = new(1_200, 100_000, 75_000);
        Assert.Equal((low, MarginClamps.None), Clamp(Call, low, new OptionMargin(1_200, 1_000_000, 750_000), 1));
    }

    /// <summary>The index doubled: the floors rise with it, faster than any rise that is wanted may.</summary>
    [Fact]
    public void Clamp_FloorAboveTheRise_Wins()
    {
        OptionContract contract = Call with { StrikeTicks = 20_000 };
        OptionMargin before = new(1_200, 100_000, 75_000);
        (OptionMargin allowed, MarginClamps clamps) = Clamp(contract, new(1_200, 150_000, 100_000), before, 1, 20_000);
        Assert.Equal(new OptionMargin(1_200, 200_000, 150_000), allowed);
        Assert.Equal(MarginClamps.InitialAtFloor | MarginClamps.MaintenanceAtFloor, clamps);
        (allowed, clamps) = Clamp(contract, new(1_200, 300_000, 225_000), before, 1, 20_000);
        Assert.Equal(new OptionMargin(1_200, 200_000, 150_000), allowed);
        Assert.Equal(MarginClamps.InitialRiseLimited | MarginClamps.MaintenanceRiseLimited, clamps);
    }

    public static TheoryData<OptionContract, long, OptionMargin, OptionMargin?, long, MarginResult> Refusals => new()
    {
        { Call with { Kind = (OptionKind)7 }, Index, Sound, null, 1, MarginResult.KindUnknown },
        { Call with { StrikeTicks = 0 }, Index, Sound, null, 1, MarginResult.StrikeOutOfRange },
        { Call with { Multiplier = 0 }, Index, Sound, null, 1, MarginResult.MultiplierOutOfRange },
        { Call, 0, Sound, null, 1, MarginResult.IndexOutOfRange },
        { Call with { Multiplier = 1 << 17 }, (1L << 32) - 1, Sound, null, 1, MarginResult.LotTooLarge },
        { Call, Index, Sound with { MarkTicks = -1 }, null, 1, MarginResult.WantedOutOfRange },
        { Call, Index, Sound with { MarkTicks = 1L << 40 }, null, 1, MarginResult.WantedOutOfRange },
        { Call, Index, Sound with { InitialShort = -1 }, null, 1, MarginResult.WantedOutOfRange },
        { Call, Index, Sound with { InitialShort = 1L << 48 }, null, 1, MarginResult.WantedOutOfRange },
        { Call, Index, Sound with { MaintenanceShort = 1L << 48 }, null, 1, MarginResult.WantedOutOfRange },
        { Call, Index, Sound, Sound with { MarkTicks = -1 }, 1, MarginResult.PreviousOutOfRange },
        { Call, Index, Sound, Sound with { MaintenanceShort = long.MinValue }, 1, MarginResult.PreviousOutOfRange },
        { Call, Index, Sound, Sound, -1, MarginResult.RoundsOutOfRange },
        { Call, Index, Sound, Sound, 1L << 40, MarginResult.RoundsOutOfRange },
        { Call, Index, Sound, null, long.MinValue, MarginResult.Valid },
        { Call, Index, Sound, null, long.MaxValue, MarginResult.Valid },
    };

    [Theory]
    [MemberData(nameof(Refusals))]
    public void Clamp_InputOutOfRange_IsRefusedByItsCause(
        OptionContract contract,
        long index,
        OptionMargin wanted,
        OptionMargin? previous,
        long rounds,
        MarginResult expected)
    {
        Assert.Equal(expected, ProtocolBounds.Clamp(contract, index, wanted, previous, rounds, out OptionMargin allowed, out _));
        Assert.Equal(expected != MarginResult.Valid, allowed == default);
    }

    /// <summary>Whatever is wanted: the result satisfies every bound in exact fractions, and needs no clamp again.</summary>
    [Fact]
    public void Clamp_AnyInput_IsWithinEveryBoundAndUnchangedWhenAskedAgain() => Property.Holds(20_000, random =>
    {
        OptionContract contract = new((OptionKind)random.Next(2), (long)random.NextLog(1, 1e6), (long)random.NextLog(1, 1000));
        long index = (long)random.NextLog(1, 1e6);
        long lot = index * contract.Multiplier;
        OptionMargin Any() =>
            new((long)random.NextLog(1, 2e6) - 1, (long)(lot * random.NextLog(0.05, 2)), (long)(lot * random.NextLog(0.05, 2)));
        OptionMargin wanted = Any();
        OptionMargin? previous = random.Next(3) == 0 ? null : Any();
        long rounds = (long)random.NextLog(1, 1e5);
        MarginResult result =
            ProtocolBounds.Clamp(contract, index, wanted, previous, rounds, out OptionMargin allowed, out MarginClamps clamps);
        if (result == MarginResult.NoMarkAllowed)
        {
            Assert.NotNull(previous);
            return;
        }

        Assert.Equal(MarginResult.Valid, result);
        Assert.Equal(clamps == MarginClamps.None, allowed == wanted);
        long intrinsic = contract.Kind == OptionKind.Call ? index - contract.StrikeTicks : contract.StrikeTicks - index;
        Assert.InRange(20 * allowed.MarkTicks, Math.Max(0, (20 * intrinsic) - index), long.MaxValue);
        Assert.InRange(allowed.MarkTicks, 0, contract.Kind == OptionKind.Call ? index : contract.StrikeTicks);
        Assert.True(10 * allowed.InitialShort >= lot && allowed.InitialShort <= lot);
        Assert.True(1000 * allowed.MaintenanceShort >= 75 * lot && allowed.MaintenanceShort <= allowed.InitialShort);
        if (previous is OptionMargin before)
        {
            Assert.True(20 * Math.Abs(allowed.MarkTicks - before.MarkTicks) <= Math.Max(index, 20) * Math.Min(rounds, 20));
            long counted = Math.Min(rounds, 1_200);
            Assert.True(
                12_000 * (Int128)(allowed.InitialShort - before.InitialShort) <= (Int128)before.InitialShort * counted
                || allowed.InitialShort == (lot + 9) / 10);
            Assert.True(
                12_000 * (Int128)(allowed.MaintenanceShort - before.MaintenanceShort) <= (Int128)before.MaintenanceShort * counted
                || allowed.MaintenanceShort == ((75 * lot) + 999) / 1000);
        }

        result = ProtocolBounds.Clamp(contract, index, allowed, previous, rounds, out OptionMargin again, out clamps);
        Assert.Equal(MarginResult.Valid, result);
        Assert.Equal((allowed, MarginClamps.None), (again, clamps));
    });

    [Fact]
    public void Clamp_AnyNumbers_NeverThrows() => Property.Holds(20_000, random =>
    {
        OptionContract contract = new((OptionKind)random.Next(-1, 3), random.NextAnyLong(), random.NextAnyLong());
        OptionMargin Any() => new(random.NextAnyLong(), random.NextAnyLong(), random.NextAnyLong());
        OptionMargin? previous = random.Next(2) == 0 ? null : Any();
        MarginResult result = ProtocolBounds.Clamp(
            contract, random.NextAnyLong(), Any(), previous, random.NextAnyLong(), out OptionMargin allowed, out MarginClamps clamps);
        Assert.True(result == MarginResult.Valid || (allowed == default && clamps == MarginClamps.None));
    });

    /// <summary>From the market to what may be signed: what was computed for a calm market needs no clamp at all.</summary>
    [Fact]
    public void Clamp_NumbersOfACalmMarket_AreLeftAlone()
    {
        OptionMarket market = new(Index, 10_050, 0.1, 0.02, 0.6);
        Assert.Equal(MarginResult.Valid, OptionMargins.Compute(Call, market, Scenario.Default, out OptionMargin first));
        OptionMarket later = market with { ForwardTicks = 10_040, Volatility = 0.59 };
        Assert.Equal(MarginResult.Valid, OptionMargins.Compute(Call, later, Scenario.Default, out OptionMargin second));
        Assert.NotEqual(first, second);
        Assert.Equal((second, MarginClamps.None), Clamp(Call, second, first, 1_200));
    }
}
