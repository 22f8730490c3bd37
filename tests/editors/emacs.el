;;; emacs.el --- The story in Emacs  -*- lexical-binding: t -*-

;; Started by emacs.sh in batch mode, once with eglot and once with lsp-mode (COPYDESK_CLIENT), in a copy of a sample draft
;; (COPYDESK_DRAFT).  Prints a line for each step, and leaves with 1 on a failure.

(require 'cl-lib)
(require 'json)
(require 'subr-x)
(require 'markdown-mode)

(defvar t-client (intern (getenv "COPYDESK_CLIENT")))
(defvar t-draft (getenv "COPYDESK_DRAFT"))
(defvar t-here (file-name-directory (or load-file-name buffer-file-name)))
(defvar t-failures 0)

;; What the sample draft holds, told by its words.
(defvar t-sample
  (let ((json-object-type 'alist) (json-key-type 'symbol))
    (alist-get (intern (file-name-nondirectory t-draft))
               (json-read-file (expand-file-name "story.json" t-here)))))

(defun t-of (&rest keys)
  "What the sample has under KEYS."
  (let ((value t-sample))
    (dolist (key keys value)
      (setq value (alist-get key value)))))

(defun t-step (name ok &optional detail)
  "Tell whether the step NAME is OK; if not, with DETAIL."
  (unless ok (cl-incf t-failures))
  (princ (format "%s %s%s\n" (if ok "ok   " "FAILS") name (if (and (not ok) detail) (format ": %S" detail) "")))
  ok)

(defun t-wait (f)
  "Wait until F gives something, and return it."
  (let ((end (+ (float-time) 15)) got)
    (while (and (not (setq got (funcall f))) (< (float-time) end))
      (accept-process-output nil 0.05))
    got))

(defun t-text () (buffer-substring-no-properties (point-min) (point-max)))

(defun t-go (words)
  "Go to where WORDS stand first."
  (goto-char (point-min))
  (search-forward words)
  (goto-char (match-beginning 0)))

(defun t-findings ()
  "The findings as Flymake has them: the rule's message, and the words that are marked."
  (when (bound-and-true-p flymake-mode)
    (mapcar (lambda (d)
              (cons (flymake-diagnostic-text d)
                    (buffer-substring-no-properties (flymake-diagnostic-beg d) (flymake-diagnostic-end d))))
            (flymake-diagnostics))))

(defun t-marked (words)
  "Whether a finding marks exactly WORDS."
  (cl-find words (t-findings) :key #'cdr :test #'equal))

(defun t-undo (name original)
  "One undo, as a key would do it: step NAME, back to the text ORIGINAL."
  (undo-boundary)
  (setq last-command nil)
  (undo)
  (undo-boundary)
  (t-step name (equal (t-text) original)))

(defun t-choose (words)
  "Have the next question answered by what holds WORDS."
  (advice-add 'completing-read :override
              (lambda (_ collection &rest _)
                (let ((all (all-completions "" collection)))
                  (or (cl-find-if (lambda (title) (string-match-p (regexp-quote words) title)) all)
                      (error "Nothing with %s in %S" words all))))
              '((name . t-choose))))

;;;; What the two clients do under their own names

(defun t-start ()
  (pcase t-client
    ('eglot
     (require 'eglot)
     (setq eglot-autoshutdown t eglot-sync-connect 20 eglot-confirm-server-initiated-edits nil)
     (eglot-ensure)
     (run-hooks 'post-command-hook))
    ('lsp-mode
     (load "lsp-mode-autoloads")
     (require 'lsp-mode)
     (setq lsp-auto-guess-root t lsp-diagnostics-provider :flymake lsp-keep-workspace-alive nil
           lsp-restart 'ignore lsp-headerline-breadcrumb-enable nil lsp-modeline-code-actions-enable nil
           lsp-enable-suggest-server-download nil lsp-log-io nil lsp-enable-snippet nil
           ;; Flymake's own check of old has nothing to say of prose.
           flymake-diagnostic-functions nil)
     (lsp))))

(defun t-hover ()
  "What is shown for the place of the cursor."
  (pcase t-client
    ('eglot
     (let (shown)
       (funcall (symbol-function 'eglot-hover-eldoc-function) (lambda (text &rest _) (setq shown (or text ""))))
       (t-wait (lambda () shown))))
    ('lsp-mode
     (let* ((hover (lsp-request "textDocument/hover" (lsp--text-document-position-params)))
            (contents (and hover (gethash "contents" hover))))
       (and contents (lsp--render-on-hover-content contents t))))))

(defun t-rename (new)
  (undo-boundary)
  (pcase t-client ('eglot (eglot-rename new)) ('lsp-mode (lsp-rename new)))
  (undo-boundary))

(defun t-fix (words)
  "The quick fix that holds WORDS."
  (undo-boundary)
  (t-choose words)
  (pcase t-client
    ('eglot (let ((last-nonmenu-event ?a)) (eglot-code-actions (point) (point) "quickfix" t)))
    ('lsp-mode (call-interactively #'lsp-execute-code-action)))
  (undo-boundary))

(defun t-set (spelling)
  "Set the rule name-spelling to SPELLING in the editor's settings, while the draft is open."
  (pcase t-client
    ('eglot
     (setq-default eglot-workspace-configuration `(:copydesk (:rules (:name-spelling ,spelling))))
     (eglot-signal-didChangeConfiguration (eglot-current-server)))
    ('lsp-mode
     (customize-set-variable 'copydesk-lsp-mode-settings `(:rules (:name-spelling ,spelling))))))

;;;; The story

(defun t-story ()
  (find-file t-draft)
  (markdown-mode)
  (buffer-enable-undo)
  (t-start)
  (let ((misspelt (t-of 'misspelt)) (orphan (t-of 'orphan)) (original (t-text)))
    (t-wait (lambda () (and (t-marked misspelt) (t-marked orphan))))
    (t-step "the second spelling is marked, exactly, after an emoji" (t-marked misspelt) (t-findings))
    (t-step "the quote that nobody spoke is marked, exactly" (t-marked orphan) (t-findings))

    (t-go misspelt)
    (let ((shown (t-hover)))
      (t-step "hover on a name, after the emoji: who it is" (and shown (string-match-p (t-of 'full) shown)) shown))
    (t-go (t-of 'attributed 'quote))
    (let ((shown (t-hover)))
      (t-step "hover on a quote: who spoke it" (and shown (string-match-p (t-of 'attributed 'speaker) shown)) shown))

    (t-go (t-of 'short))
    (t-rename (t-of 'renamed))
    (let ((want (replace-regexp-in-string
                 (regexp-opt (list misspelt (t-of 'right))) (t-of 'renamed) original t t)))
      (t-step "rename: everywhere, the old spelling too" (equal (t-text) want)))
    (t-undo "one undo takes the rename back" original)

    (t-wait (lambda () (t-marked misspelt)))
    (t-go misspelt)
    (t-fix (t-of 'right))
    (t-step "quick fix: the other spelling"
            (equal (t-text) (replace-regexp-in-string misspelt (t-of 'right) original t t)))
    (t-step "then the finding is gone" (t-wait (lambda () (and (t-findings) (not (t-marked misspelt))))) (t-findings))
    (t-undo "one undo takes the fix back" original)
    (t-step "and the finding returns" (t-wait (lambda () (t-marked misspelt))) (t-findings))

    (t-set "off")
    (t-step "a rule is switched off while the draft is open"
            (t-wait (lambda () (and (t-marked orphan) (not (t-marked misspelt))))) (t-findings))
    (t-set "warning")
    (t-step "and on again" (t-wait (lambda () (t-marked misspelt))) (t-findings))

    (let ((draft (current-buffer)))
      (copydesk-sources)
      (let ((list (get-buffer "*copydesk sources*")))
        (with-current-buffer list
          (goto-char (point-min))
          (t-step "the list of sources has the unattributed quote on top"
                  (progn (forward-line 1) (looking-at-p (concat " *" (regexp-quote (substring orphan 0 20))))) (t-text))
          (goto-char (point-min))
          (search-forward (car (append (t-of 'person) nil)))
          (push-button (match-beginning 0)))
        (with-current-buffer draft
          (t-step "Return goes to the first mention" (looking-at-p (car (append (t-of 'person) nil))))))
      (set-buffer draft))
    (goto-char (point-min))
    (copydesk-next-quote)
    (t-step "to the next quote" (looking-at-p "“"))
    (copydesk-previous-quote)
    (t-step "over the beginning to the last" (> (line-number-at-pos) 20))
    (t-step "the draft is as it was" (equal (t-text) original))
    (set-buffer-modified-p nil)))

(condition-case problem
    (let ((debug-on-error nil))
      (require 'copydesk)
      (t-story))
  (error (t-step "the test itself" nil problem)))
(kill-emacs (if (zerop t-failures) 0 1))
