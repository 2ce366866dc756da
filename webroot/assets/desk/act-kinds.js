// What the staff can have done: operations of the API, and what a room is calmed by.
export const ACTS = [
  'nameClaim', 'changeClaim', 'confirmClaim', 'retireClaim', 'dismissClaim',
  'mergeClaim', 'splitClaim', 'muteClaim', 'unmuteClaim', 'unmaskCarrier',
  'liftPseudonym', 'listCases', 'listAppeals', 'listNotices', 'findNoBreach',
  'findBreach', 'restrain', 'reverseRestraint', 'judgeAppeal', 'decideNotice',
  'answerFor', 'answerForNoMore', 'admit', 'correctAdmission', 'addSighting',
  'assignSighting', 'addFeed', 'removeFeed', 'acknowledgeAlert', 'ownAlert',
  'snoozeAlert', 'noteAlert', 'closeAlert', 'addShift', 'removeShift',
  'giveRole', 'makeInvitation', 'revokeInvitation', 'calm-slow', 'calm-hold', 'calm-lift',
];
