using ZkRollup.Protocol.Ids;
using ZkRollup.Protocol.State;

namespace ZkRollup.Protocol.Reference;

/// <content>§3: reading and writing records.</content>
public sealed partial class ReferenceExchange
{
    private TreasuryRecord Treasury() => TreasuryRecord.FromRecord(_store.Read(RecordAddress.Treasury));

    private OwnerRecord Owner(AccountId account) => OwnerRecord.FromRecord(_store.Read(RecordAddress.Owner(account)));

    private AccountRecord Account(AccountId account) => AccountRecord.FromRecord(_store.Read(RecordAddress.Account(account)));

    private PositionRecord Position(AccountId account, int place) =>
        PositionRecord.FromRecord(_store.Read(RecordAddress.Position(account, place)));

    private SessionRecord Session(AccountId account, SessionSlot slot) =>
        SessionRecord.FromRecord(_store.Read(RecordAddress.Session(account, slot)));

    private OrderRecord Order(OrderLeaf leaf) => OrderRecord.FromRecord(_store.Read(RecordAddress.Order(leaf)));

    private TermsRecord Terms(InstrumentId instrument) => TermsRecord.FromRecord(_store.Read(RecordAddress.Terms(instrument)));

    private LimitsRecord Limits(InstrumentId instrument) => LimitsRecord.FromRecord(_store.Read(RecordAddress.Limits(instrument)));

    private RiskRecord Risk(InstrumentId instrument) => RiskRecord.FromRecord(_store.Read(RecordAddress.Risk(instrument)));

    private BookRecord Book(InstrumentId instrument) => BookRecord.FromRecord(_store.Read(RecordAddress.Book(instrument)));

    private InsuranceRecord Insurance(InstrumentId instrument) =>
        InsuranceRecord.FromRecord(_store.Read(RecordAddress.Insurance(instrument)));

    private SignerRecord Signer(SignerIndex signer) => SignerRecord.FromRecord(_store.Read(RecordAddress.Signer(signer)));

    private BoardRecord Board(UnderlyingId underlying) => BoardRecord.FromRecord(_store.Read(RecordAddress.Board(underlying)));

    private IndexRecord Index(UnderlyingId underlying) => IndexRecord.FromRecord(_store.Read(RecordAddress.IndexOf(underlying)));

    private void Put(in TreasuryRecord record) => _store.Write(RecordAddress.Treasury, record.ToRecord());

    private void Put(AccountId account, in OwnerRecord record) => _store.Write(RecordAddress.Owner(account), record.ToRecord());

    private void Put(AccountId account, in AccountRecord record)
    {
        _accounts.Add(account.Value);
        _store.Write(RecordAddress.Account(account), record.ToRecord());
    }

    private void Put(AccountId account, int place, in PositionRecord record) =>
        _store.Write(RecordAddress.Position(account, place), record.ToRecord());

    private void Put(AccountId account, SessionSlot slot, in SessionRecord record) =>
        _store.Write(RecordAddress.Session(account, slot), record.ToRecord());

    private void Put(OrderLeaf leaf, in OrderRecord record) => _store.Write(RecordAddress.Order(leaf), record.ToRecord());

    private void Put(InstrumentId instrument, in TermsRecord record) => _store.Write(RecordAddress.Terms(instrument), record.ToRecord());

    private void Put(InstrumentId instrument, in LimitsRecord record) => _store.Write(RecordAddress.Limits(instrument), record.ToRecord());

    private void Put(InstrumentId instrument, in RiskRecord record) => _store.Write(RecordAddress.Risk(instrument), record.ToRecord());

    private void Put(InstrumentId instrument, in BookRecord record) => _store.Write(RecordAddress.Book(instrument), record.ToRecord());

    private void Put(InstrumentId instrument, in InsuranceRecord record) =>
        _store.Write(RecordAddress.Insurance(instrument), record.ToRecord());

    private void Put(SignerIndex signer, in SignerRecord record) => _store.Write(RecordAddress.Signer(signer), record.ToRecord());

    private void Put(UnderlyingId underlying, in BoardRecord record) => _store.Write(RecordAddress.Board(underlying), record.ToRecord());

    private void Put(UnderlyingId underlying, in IndexRecord record) => _store.Write(RecordAddress.IndexOf(underlying), record.ToRecord());
}
