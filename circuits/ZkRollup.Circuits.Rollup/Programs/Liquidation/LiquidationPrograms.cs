using System.Numerics;
using ZkRollup.Circuits.Rollup.Machine;
using ZkRollup.Circuits.Rollup.Programs.Insurance;
using ZkRollup.Circuits.Rollup.Programs.Matching;
using ZkRollup.Circuits.Rollup.Witness;
using ZkRollup.Protocol.Ids;
using ZkRollup.Protocol.State;
using ZkRollup.Protocol.Transactions;

namespace ZkRollup.Circuits.Rollup.Programs.Liquidation;

/// <summary>Liquidation and deleveraging (docs/protocol.md, 10.2, 10.3).</summary>
internal static class LiquidationPrograms
{
    /// <summary>Liquidate, up to matching.</summary>
    internal static StepProgram Liquidate { get; } = LiquidateProgram.Write();

    /// <summary>Its end if the insurance takes lots.</summary>
    internal static StepProgram LiquidateTaken { get; } = LiquidationClose.WriteTaken();

    /// <summary>Its end if it does not.</summary>
    internal static StepProgram LiquidateLeft { get; } = LiquidationClose.WriteLeft();

    /// <summary>Deleverage, up to the trade.</summary>
    internal static StepProgram Deleverage { get; } = DeleveragePrograms.WriteStart();

    /// <summary>Its trade.</summary>
    internal static StepProgram DeleverageTrade { get; } = DeleveragePrograms.WriteTrade();

    /// <summary>All programs of the family, in the order of their numbers.</summary>
    internal static IReadOnlyList<StepProgram> All { get; } = [Liquidate, LiquidateTaken, LiquidateLeft, Deleverage, DeleverageTrade];

    /// <summary>The contexts of its phases.</summary>
    internal static IReadOnlyList<Context> Contexts { get; } = [DeleverageContext.Instance.Context];

    internal static void Plan(StepSequence steps, in Liquidate transaction, TransactionFacts facts)
    {
        (AccountId account, InstrumentId instrument) = (transaction.Account, transaction.Instrument);
        int place = Positions.PlaceOf(steps, account, instrument);
        StepInputs inputs = facts.Inputs();
        MessageFields.Fill(inputs, transaction);
        steps.Step(Place.Choose(inputs, LiquidationOpening.PlaceInput, place), Liquidate);
        MatchingPlan.MatchLiquidation(steps);
        steps.Step(
            Place.Choose(new(), LiquidationClose.PlaceInput, place)
                .Set(LiquidationClose.EquityInput, FieldNumber.Of(EquityOf(steps, account, facts))),
            LiquidateTaken,
            LiquidateLeft);
    }

    internal static void Plan(StepSequence steps, in Deleverage transaction, TransactionFacts facts)
    {
        (AccountId account, InstrumentId instrument) = (transaction.Account, transaction.Instrument);
        StepInputs inputs = facts.Inputs();
        MessageFields.Fill(inputs, transaction);
        steps.Step(
            Place.Choose(inputs, LiquidationOpening.PlaceInput, Positions.PlaceOf(steps, account, instrument)), Deleverage);

        int place = Positions.PlaceOf(steps, transaction.Counterparty, instrument);
        steps.Step(Place.Choose(new(), AccountTrade.TakerPlaceInput, place), DeleverageTrade);
        InsurancePrograms.LookIntoDebt(steps, transaction.Counterparty);
        InsurancePrograms.End(steps, account);
    }

    private static BigInteger EquityOf(StepSequence steps, AccountId account, TransactionFacts facts)
    {
        AccountRecord record = AccountRecord.FromRecord(steps.Read(RecordAddress.Account(account)));
        return MarginTotals.Of(
            steps.Read, account.Value, record.OrderEpoch.Value, record.PositionMask, record.Cash.Value, facts.Time.Value).Equity;
    }
}
