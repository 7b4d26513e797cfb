using ZkRollup.Protocol.State;

namespace ZkRollup.Sequencer.Engine.State;

/// <summary>State from records in their packed shape: the inverse of packing.</summary>
internal sealed partial class StateStore
{
    internal void UnpackTerms(int number, in Record record)
    {
        ref InstrumentState instrument = ref Instruments[number];
        instrument.Expiry = (long)record.A1;
        instrument.Multiplier = (long)record.A2;
        instrument.PriceStep = (long)record.A3;
        instrument.Kind = (InstrumentKind)record.B2;
        instrument.Underlying = (int)record.B3;
        instrument.Strike = (long)record.B4;
        instrument.PriceCap = (long)record.B5;
    }

    internal void UnpackLimits(int number, in Record record)
    {
        ref InstrumentState instrument = ref Instruments[number];
        instrument.MinimumNotional = (long)record.A0;
        instrument.TakerFee = Bias.Decode(record.A1, 48);
        instrument.MakerFee = Bias.Decode(record.A2, 48);
        instrument.Band = (long)record.A3;
        instrument.MarkClamp = (long)record.A4;
        instrument.InsuranceTarget = (long)record.B0;
        instrument.InitialRate = (long)record.B1;
        instrument.MaintenanceRate = (long)record.B2;
        instrument.PositionLimit = (long)record.B3;
        instrument.OpenInterestCap = (long)record.B4;
        instrument.IsOpen = record.B5 != 0;
    }
}
