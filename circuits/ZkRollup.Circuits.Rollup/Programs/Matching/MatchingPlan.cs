using ZkRollup.Circuits.Rollup.Machine;
using ZkRollup.Circuits.Rollup.Witness;
using ZkRollup.Protocol.Ids;
using ZkRollup.Protocol.State;

namespace ZkRollup.Circuits.Rollup.Programs.Matching;

/// <summary>
/// Takes the steps of matching. The state says which they are: the only choice is to state the place of the maker's position.
/// </summary>
internal static class MatchingPlan
{
    /// <summary>Matches an order until its transaction ends, or there is no maker to touch: nothing crosses, or 64 were touched.</summary>
    /// <returns>True if the transaction ended.</returns>
    internal static bool Match(StepSequence steps)
    {
        while (IsIn(steps, MatchingContext.Instance))
        {
            if (!TryStep(steps, MatchingContext.Instance))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Matches a position under liquidation until the phase after matching.</summary>
    internal static void MatchLiquidation(StepSequence steps)
    {
        while (IsIn(steps, LiquidationContext.Instance))
        {
            if (!TryStep(steps, LiquidationContext.Instance))
            {
                throw new InvalidOperationException($"No program of matching takes the step after {steps.Steps.Count}.");
            }
        }
    }

    /// <summary>The programs that may take the next step.</summary>
    internal static IReadOnlyList<StepProgram> Candidates(StepSequence steps, TakerContext context) =>
        context is LiquidationContext ? MatchingPrograms.OfLiquidation
        : Head(steps, context).Account.Value == Entry(steps, context.Account) ? MatchingPrograms.OfOwnMaker
        : MatchingPrograms.OfOrder;

    /// <summary>What the next step is told.</summary>
    internal static StepInputs Inputs(StepSequence steps, TakerContext context)
    {
        StepInputs inputs = new();
        _ = Place.Choose(inputs, Taker.PlaceInput, (int)(Entry(steps, context.Position) % RecordAddress.Positions));
        OrderRecord maker = Head(steps, context);
        return maker.Exists ? Place.Choose(inputs, Maker.PlaceInput, PlaceOf(steps, maker.Account, maker.Instrument)) : inputs;
    }

    private static bool TryStep(StepSequence steps, TakerContext context)
    {
        StepInputs inputs = Inputs(steps, context);
        foreach (StepProgram program in Candidates(steps, context))
        {
            if (steps.TryStep(program, inputs) is null)
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsIn(StepSequence steps, TakerContext context) =>
        FieldNumber.ToUInt64(steps.Carried[(int)CarriedRegister.Phase]) == (ulong)context.Context.Phase;

    private static long Entry(StepSequence steps, Context.Entry entry) => (long)FieldNumber.ToUInt64(steps.Steps[^1].Results[entry.Row]);

    private static OrderRecord Head(StepSequence steps, TakerContext context)
    {
        InstrumentId instrument = new((int)Entry(steps, context.Instrument));
        BookRecord book = BookRecord.FromRecord(steps.Read(RecordAddress.Book(instrument)));
        OrderLeaf leaf = Entry(steps, context.Sells) == 0 ? book.AskLeaf : book.BidLeaf;
        return leaf == OrderLeaf.None ? default : OrderRecord.FromRecord(steps.Read(RecordAddress.Order(leaf)));
    }

    /// <summary>Where an account's position in an instrument lies; 0 if it has none.</summary>
    private static int PlaceOf(StepSequence steps, AccountId account, InstrumentId instrument)
    {
        for (int place = RecordAddress.Positions - 1; place > 0; place--)
        {
            if (PositionRecord.FromRecord(steps.Read(RecordAddress.Position(account, place))).Instrument == instrument)
            {
                return place;
            }
        }

        return 0;
    }
}
